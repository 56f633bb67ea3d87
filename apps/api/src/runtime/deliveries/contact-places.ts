import { placeUnderCap, type Circumstances, type ContactCap, type Instant, type Look } from '@dunwell/engine';
import { type ActionKind, ACTIONS } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';

const DAY = 86_400_000;

/** The kinds of action that take a place: messages to customers. */
export const MESSAGE_KINDS: readonly string[] = (Object.keys(ACTIONS) as ActionKind[]).filter(
  (kind) => ACTIONS[kind].message,
);

/** The places under a workspace's contact cap (S14): those taken already, and those a batch takes one after another. */
export class ContactPlaces {
  private constructor(
    private readonly cap: ContactCap | null,
    private readonly taken: Map<string, Instant[]>,
  ) {}

  /** Reads the places that accounts have taken at an instant; nothing is read where there is no cap. */
  static async read(
    manager: EntityManager,
    { workspaceId, contactCap: cap }: Pick<AutomationInWorkspace, 'workspaceId' | 'contactCap'>,
    accountIds: readonly string[],
    at: Instant,
  ): Promise<ContactPlaces> {
    const taken = new Map<string, Instant[]>();
    if (cap === null) return new ContactPlaces(cap, taken);
    // One date more than the cap counts, since dates of zones begin at different instants.
    const since = new Date(at - (cap.days + 1) * DAY);
    const rows = await manager.query<{ accountId: string; at: Date }[]>(PLACES_TAKEN, [
      workspaceId,
      accountIds,
      since,
      new Date(at),
      MESSAGE_KINDS,
    ]);
    const places = new ContactPlaces(cap, taken);
    for (const row of rows) places.note(row.accountId, row.at.getTime());
    return places;
  }

  /** What decides whether an account may get another message; `more` are messages that only the asker knows of. */
  of(accountId: string, more: readonly Instant[] = []): Circumstances['contact'] {
    return this.cap && { cap: this.cap, sent: [...(this.taken.get(accountId) ?? []), ...more] };
  }

  /** Whether an action of this kind may go out now. */
  hasRoom(kind: ActionKind, accountId: string, { at, calendar }: Pick<Look, 'at' | 'calendar'>): boolean {
    const contact = ACTIONS[kind].message ? this.of(accountId) : null;
    return contact === null || placeUnderCap(contact.cap, contact.sent, at, calendar) === at;
  }

  /** An action of this kind goes out now; only messages to customers take a place. */
  take(kind: ActionKind, accountId: string, at: Instant): void {
    if (ACTIONS[kind].message) this.note(accountId, at);
  }

  private note(accountId: string, at: Instant): void {
    this.taken.set(accountId, [...(this.taken.get(accountId) ?? []), at]);
  }
}

/** Messages that were sent, and those that are on their way or may have arrived: an uncertain one keeps its place. */
const PLACES_TAKEN = `
  select m.account_id as "accountId", m.sent_at as at from messages m
  where m.workspace_id = $1 and m.account_id = any ($2) and m.audience = 'customer'
    and m.sent_at > $3 and m.sent_at <= $4
  union all
  select d.account_id, coalesce(attempt.at, $4) from deliveries d
  left join lateral (
    select max(a.at) as at from delivery_attempts a where a.workspace_id = d.workspace_id and a.key = d.key
  ) attempt on true
  where d.workspace_id = $1 and d.account_id = any ($2) and d.kind = any ($5)
    and d.status in ('claimed', 'sending', 'uncertain') and d.finished_at is null
    and coalesce(attempt.at, $4) <= $4`;
