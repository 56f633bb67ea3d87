/** What an event may be about beside its account. */
export type EventSubjectKind = 'invoice' | 'subscription' | 'paymentMethod';

/** Something that happened to an account, before it is published. */
export interface Happening {
  /** `payment.failed`, `custom.<name>`. */
  name: string;
  /** Names the event, its subject and its episode, so that the same is published once. */
  key: string;
  accountId: string;
  /** null: the account alone. */
  subjectKind: EventSubjectKind | null;
  subjectIds: string[];
  /** Its own instant, at which facts are read (S0). */
  at: Date;
  /** What it tells, by the names of its fields; amounts in minor units of the account's currency. */
  payload: Readonly<Record<string, unknown>>;
}
