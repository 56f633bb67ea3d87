import type { ListedAccount } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';

/** What stands under an account's name besides what billing knows. */
export type LatestOfAccount = Pick<ListedAccount, 'lastMessage' | 'nextTask'>;

interface Row {
  account_id: string;
  delivery: string | null;
  subject: string;
  step: string | null;
  sent_at: Date;
  task_id: string | null;
  title: string;
  due_on: string;
}

/** The last message to each of some customers, and their open task that is due first, by account id. */
export async function latestOfAccounts(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
  now: number,
): Promise<Map<string, LatestOfAccount>> {
  const rows = await manager.query<Row[]>(STATEMENT, [workspaceId, accountIds, new Date(now)]);
  return new Map(
    rows.map((row) => [
      row.account_id,
      {
        lastMessage:
          row.delivery === null
            ? null
            : {
                delivery: row.delivery,
                subject: row.subject,
                step: row.step,
                sentAt: row.sent_at.toISOString(),
              },
        nextTask: row.task_id === null ? null : { id: row.task_id, title: row.title, dueOn: row.due_on },
      },
    ]),
  );
}

const STATEMENT = `
  select asked.account_id, message.delivery_key as delivery, message.subject, message.sent_at,
    version.document -> 'steps' -> delivery.step_id ->> 'label' as step,
    task.task_id, task.title, task.due_on
  from unnest($2::uuid[]) asked (account_id)
  left join lateral (
    select delivery_key, subject, sent_at from messages
    where workspace_id = $1 and account_id = asked.account_id and audience = 'customer' and sent_at <= $3
    order by sent_at desc, delivery_key desc
    limit 1
  ) message on true
  left join deliveries delivery on delivery.workspace_id = $1 and delivery.key = message.delivery_key
  left join journeys journey on journey.workspace_id = $1 and journey.journey_id = delivery.journey_id
  left join automation_versions version on version.workspace_id = $1
    and version.automation_id = journey.automation_id and version.version = journey.version
  left join lateral (
    select task_id, title, due_on from tasks
    where workspace_id = $1 and account_id = asked.account_id and status = 'open'
    order by due_on, task_id
    limit 1
  ) task on true`;
