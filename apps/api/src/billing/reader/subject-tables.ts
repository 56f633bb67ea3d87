import { sql, type SqlFragment } from '@dunwell/engine';
import type { Subject } from '@dunwell/language';
import { timeline } from './account-joins.js';
import type { Join, MomentSql } from './fact-sql.js';
import { invoiceNow } from './invoice-field-sql.js';
import { methodNow } from './payment-method-field-sql.js';
import { subscriptionNow } from './subscription-field-sql.js';

/** What a statement about one kind of subject consists of. In every one the account is called `account`. */
interface SubjectTable {
  /** The table of the subjects, joined with their accounts. */
  from: SqlFragment;
  id: SqlFragment;
  key: SqlFragment;
  workspaceId: SqlFragment;
  /** Whether there is such a subject at the moment; null: always, since the first value of its facts holds always. */
  exists: ((at: MomentSql) => { where: SqlFragment; join: Join }) | null;
  episode: (at: MomentSql) => { columns: EpisodeColumns; join: Join };
}

/** What an entry key is made of (S11). */
interface EpisodeColumns {
  streakId: SqlFragment;
  strictSince: SqlFragment;
  termEndsOn: SqlFragment;
  expiresOn: SqlFragment;
}

const NO_EPISODE: EpisodeColumns = {
  streakId: sql`null::uuid`,
  strictSince: sql`null::date`,
  termEndsOn: sql`null::date`,
  expiresOn: sql`null::date`,
};

export const SUBJECT_TABLES: Readonly<Record<Subject, SubjectTable>> = {
  account: {
    from: sql`accounts account`,
    id: sql`account.account_id`,
    key: sql`account.key`,
    workspaceId: sql`account.workspace_id`,
    exists: null,
    episode: (at) => ({
      columns: { ...NO_EPISODE, streakId: sql`timeline.streak_id`, strictSince: sql`timeline.strict_since` },
      join: timeline(at),
    }),
  },
  invoice: {
    from: sql`invoices invoice join accounts account
      on account.workspace_id = invoice.workspace_id and account.account_id = invoice.account_id`,
    id: sql`invoice.invoice_id`,
    key: sql`invoice.number`,
    workspaceId: sql`invoice.workspace_id`,
    exists: null,
    episode: (at) => ({
      columns: { ...NO_EPISODE, streakId: sql`invoice_now.streak_id` },
      join: invoiceNow(at),
    }),
  },
  subscription: {
    from: sql`subscriptions subscription join accounts account
      on account.workspace_id = subscription.workspace_id and account.account_id = subscription.account_id`,
    id: sql`subscription.subscription_id`,
    key: sql`subscription.key`,
    workspaceId: sql`subscription.workspace_id`,
    exists: (at) => ({ where: sql`subscription_now.status is not null`, join: subscriptionNow(at) }),
    episode: (at) => ({
      columns: {
        ...NO_EPISODE,
        termEndsOn: sql`least(subscription_now.ends_on, subscription_now.renews_on, subscription_now.trial_ends_on)`,
      },
      join: subscriptionNow(at),
    }),
  },
  paymentMethod: {
    from: sql`payment_methods payment_method join accounts account
      on account.workspace_id = payment_method.workspace_id and account.account_id = payment_method.account_id`,
    id: sql`payment_method.payment_method_id`,
    key: sql`payment_method.key`,
    workspaceId: sql`payment_method.workspace_id`,
    exists: (at) => ({ where: sql`method_now.payment_method_id is not null`, join: methodNow(at) }),
    episode: (at) => ({
      columns: { ...NO_EPISODE, expiresOn: sql`method_now.expires_on` },
      join: methodNow(at),
    }),
  },
};

/** The currency and the ids of a candidate, for conditions that a caller adds to the `where` of a reading. */
export const CANDIDATE = {
  currency: sql`account.currency`,
  workspaceId: sql`account.workspace_id`,
  accountId: sql`account.account_id`,
  subjectId: (subject: Subject): SqlFragment => SUBJECT_TABLES[subject].id,
} as const;
