import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the daily work needs: tasks that people make, put off and end with an outcome; lists of messages and figures of
 * automations by time; who last started or stopped an automation.
 */
export class Work1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A task that a person made has no delivery.
    await runner.query(`alter table tasks alter column delivery_key drop not null`);
    await runner.query(`
      alter table tasks
        add column created_by text,
        -- the task it is the next step of
        add column follows_task_id uuid,
        -- out of the queue until this date of the account's zone
        add column snoozed_until date,
        add column outcome text,
        add column outcome_note text,
        add column done_at timestamptz,
        add column done_by text,
        -- the promise to pay that came of it
        add column promise_hold_id uuid`);
    await runner.query(
      `alter table tasks add constraint tasks_origin check ((delivery_key is null) = (created_by is not null))`,
    );
    await runner.query(`
      alter table tasks add constraint tasks_outcome check (outcome in
        ('reached', 'promised', 'noAnswer', 'wrongContact', 'paidMeanwhile', 'other'))`);
    await runner.query(`
      alter table tasks add constraint tasks_done check ((status = 'done') = (done_at is not null)
        and (status = 'done') = (done_by is not null) and (status = 'done') = (outcome is not null))`);
    await runner.query(`
      alter table tasks add constraint tasks_follows_fkey
        foreign key (workspace_id, follows_task_id) references tasks`);
    await runner.query(`
      alter table tasks add constraint tasks_promise_fkey
        foreign key (workspace_id, promise_hold_id) references holds`);
    // the queue: few of the tasks of a year are open
    await runner.query(
      `create index tasks_open on tasks (workspace_id, due_on, task_id) where status = 'open'`,
    );
    // which task followed one
    await runner.query(`create index tasks_by_followed on tasks (workspace_id, follows_task_id)
      where follows_task_id is not null`);

    // messages, sent or not, the latest first
    await runner.query(`
      create index deliveries_of_messages on deliveries (workspace_id, (coalesce(finished_at, first_due_at)), key)
        where kind in ('emailCustomer', 'emailTeam')`);
    // what became of an automation's steps lately
    await runner.query(
      `create index deliveries_finished_by_automation on deliveries (workspace_id, automation_id, finished_at)`,
    );
    // promises that were broken lately
    await runner.query(
      `create index holds_promises on holds (workspace_id, until_at) where reason = 'promiseToPay'`,
    );

    // When it was published, paused, resumed or archived last, and by whom; null: before this was kept.
    await runner.query(`
      alter table automations
        add column status_changed_at timestamptz,
        add column status_changed_by text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table automations drop column status_changed_by, drop column status_changed_at`,
    );
    await runner.query(
      `drop index holds_promises, deliveries_finished_by_automation, deliveries_of_messages`,
    );
    await runner.query(`delete from tasks where delivery_key is null`);
    await runner.query(`
      alter table tasks drop column promise_hold_id, drop column done_by, drop column done_at,
        drop column outcome_note, drop column outcome, drop column snoozed_until, drop column follows_task_id,
        drop column created_by`);
    await runner.query(`alter table tasks alter column delivery_key set not null`);
  }
}
