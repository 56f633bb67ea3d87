import type { ListedAccount } from '@dunwell/contract';
import { decimalAmount } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { Place } from '../../billing/billing-reader.js';
import { csvLine, csvText } from '../../platform/http/csv.js';
import { listPage, type AccountList } from './list-page.js';

/** Accounts read at a time; no more are in memory. */
const PAGE = 1_000;

/** Columns by their names, those of the standard import where it has them; amounts in major units. */
const COLUMNS: Readonly<Record<string, (account: ListedAccount) => string>> = {
  account: ({ account }) => csvText(account),
  name: ({ name }) => csvText(name ?? ''),
  email: ({ email }) => csvText(email ?? ''),
  currency: ({ currency }) => currency,
  overdue: ({ balances, currency }) => decimalAmount(balances.overdue, currency),
  outstanding: ({ balances, currency }) => decimalAmount(balances.outstanding, currency),
  unapplied: ({ balances, currency }) => decimalAmount(balances.unapplied, currency),
  overdueInvoices: ({ balances }) => String(balances.overdueInvoices),
  oldestDueOn: ({ balances }) => balances.oldestDueOn ?? '',
  streakDays: ({ streak }) => (streak === null ? '' : String(streak.day)),
  pastDueSince: ({ streak }) => streak?.openedOn ?? '',
  timeZone: ({ timeZone }) => timeZone,
  country: ({ country }) => csvText(country ?? ''),
  tags: ({ tags }) => csvText(tags.join('|')),
  plans: ({ plans }) => csvText(plans.join('|')),
  hold: ({ hold }) => hold?.reason ?? '',
  holdUntil: ({ hold }) => hold?.until ?? '',
  promise: ({ promise }) => promise?.state ?? '',
  promiseUntil: ({ promise }) => promise?.until ?? '',
  lastMessage: ({ lastMessage }) => csvText(lastMessage?.step ?? lastMessage?.subject ?? ''),
  lastMessageAt: ({ lastMessage }) => lastMessage?.sentAt ?? '',
};

/** The accounts of a list as CSV, in its order, a page in memory at a time. */
export async function* accountsCsv(manager: EntityManager, list: AccountList): AsyncGenerator<string> {
  yield csvLine(Object.keys(COLUMNS));
  for (let after: Place | undefined; ;) {
    const page = await listPage(manager, list, { after, limit: PAGE });
    yield page.map((account) => csvLine(Object.values(COLUMNS).map((value) => value(account)))).join('');
    after = page.at(-1)?.place;
    if (page.length < PAGE) return;
  }
}
