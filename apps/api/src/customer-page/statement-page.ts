import { formatDate, formatMoney } from '@dunwell/language';
import type { PaymentInstructions } from '@dunwell/contract';
import type { CustomerStatement, StatementInvoice } from '../billing/billing-reader.js';
import { spacedIban } from '../identity/settings/iban.js';
import { dayInWords } from './day-in-words.js';
import { html, type Html } from './html.js';
import { pageFrame } from './page-frame.js';
import { LANGUAGES, type Reading } from './words/languages.js';
import type { CustomerWords } from './words/customer-words.js';

/** Everything a customer's page tells. */
export interface StatementPage {
  company: string;
  statement: CustomerStatement;
  instructions: PaymentInstructions;
  /** Where the account pays elsewhere, if it does. */
  paymentUrl: string | null;
  /** Whom to tell that something is wrong. */
  replyTo: string | null;
}

/** What is owed, until when and how to pay it, in the customer's language (or that nothing is). */
export function statementPage(page: StatementPage, reading: Reading): string {
  const { statement, company } = page;
  const say: Saying = {
    words: LANGUAGES[reading.language],
    money: (amount) => formatMoney(amount, statement.currency, reading.locale),
    day: (date) => dayInWords(date, statement.today, reading.locale),
    longDay: (date) => formatDate(date, reading.locale),
  };
  const isOverdue = statement.overdue > 0;
  const transfer = isOverdue ? transferRows(page, say) : [];
  const content = html`<main>
      <div class="column">
        ${isOverdue ? owed(statement, say) : nothingOwed(statement, say)} ${comingUp(statement, say)}
        ${isOverdue ? howToPay(page, transfer, say) : null} ${foot(page, say)}
      </div>
    </main>
    ${isOverdue ? action(page, transfer, say) : null}`;
  return pageFrame({ language: reading.language, company, mayChooseLanguage: true }, content);
}

interface Saying {
  words: CustomerWords;
  money: (amount: number) => string;
  day: (date: string) => string;
  longDay: (date: string) => string;
}

function owed({ name, overdue, overdueInvoices, moreOverdueInvoices }: CustomerStatement, say: Saying): Html {
  const { words, money, longDay } = say;
  const [oldest] = overdueInvoices;
  const received = overdueInvoices.reduce((sum, { remaining }) => sum + remaining, 0) - overdue;
  // With more invoices than are shown nobody can say what makes the difference.
  const unassigned =
    received > 0 && moreOverdueInvoices === 0
      ? html`<li>
          <span class="what"><small>${words.received}</small></span
          ><span class="money">${money(-received)}</span>
        </li>`
      : null;
  return html`<h1>${words.overdue(name)}</h1>
    <p class="figure">${money(overdue)}</p>
    ${oldest ? html`<p class="summary">${words.summary(overdueInvoices.length + moreOverdueInvoices, longDay(oldest.dueOn))}</p>` : null}
    <section class="card">
      <ul class="rows">
        ${overdueInvoices.map((invoice) => invoiceRow(invoice, say))}${unassigned}
      </ul>
    </section>
    ${moreOverdueInvoices > 0 ? html`<p class="quiet">${words.more(moreOverdueInvoices)}</p>` : null}`;
}

const invoiceRow = ({ number, dueOn, remaining }: StatementInvoice, { words, money, day }: Saying): Html =>
  html`<li>
    <span class="what">${number}<small class="due">${words.dueOn(day(dueOn))}</small></span
    ><span class="money">${money(remaining)}</span>
  </li>`;

function nothingOwed({ name, upcomingInvoices }: CustomerStatement, { words }: Saying): Html {
  return html`<h1 class="alone">${words.nothingOverdue(name)}</h1>
    ${upcomingInvoices.length === 0 ? html`<p class="done">${CHECK}${words.allPaid}</p>` : null}`;
}

/** So many are told of; what is due later is not what somebody opens the page for. */
const MOST_UPCOMING = 3;

function comingUp({ upcomingInvoices }: CustomerStatement, { words, money, day }: Saying): Html | null {
  const next = upcomingInvoices.slice(0, MOST_UPCOMING);
  if (next.length === 0) return null;
  return html`<section class="quiet">
    <h2>${CALENDAR}${words.comingUp}</h2>
    <ul>
      ${next.map(({ number, dueOn, remaining }) => html`<li><span>${number} · ${words.dueOn(day(dueOn))}</span><span>${money(remaining)}</span></li>`)}
    </ul>
  </section>`;
}

/** One thing to enter at one's bank. */
interface TransferRow {
  label: string;
  shown: string;
  /** As banks take it. */
  copied: string;
}

function transferRows(
  { company, statement, instructions }: StatementPage,
  { words, money }: Saying,
): TransferRow[] {
  const { accountHolder, iban, bic } = instructions;
  if (iban === null) return [];
  const amount = money(statement.overdue);
  const plain = (label: string, text: string): TransferRow => ({ label, shown: text, copied: text });
  return [
    plain(words.to, accountHolder ?? company),
    { label: 'IBAN', shown: spacedIban(iban), copied: iban },
    ...(bic === null ? [] : [plain('BIC', bic)]),
    plain(words.reference, statement.key),
    plain(words.amount, amount),
  ];
}

function howToPay(
  { instructions: { note } }: StatementPage,
  transfer: readonly TransferRow[],
  { words }: Saying,
): Html | null {
  if (transfer.length === 0 && note === null) return null;
  const rows = transfer.map(
    ({ label, shown, copied }) =>
      html`<div>
        <dt>${label}</dt>
        <dd>
          <span>${shown}</span>
          <button type="button" class="copy" data-copy="${copied}" aria-label="${words.copy}: ${label}">
            ${COPY}
          </button>
        </dd>
      </div>`,
  );
  return html`<section class="card">
    ${
      rows.length > 0
        ? html`<h2>${words.bankTransfer}</h2>
            <dl>${rows}</dl>`
        : null
    }
    ${note === null ? null : html`<p class="note">${note}</p>`}
  </section>`;
}

function foot({ replyTo, statement: { key } }: StatementPage, { words }: Saying): Html {
  const subject = encodeURIComponent(words.question(key));
  const complaint =
    replyTo === null
      ? null
      : html` <a href="mailto:${encodeURI(replyTo)}?subject=${subject}">${words.somethingWrong}</a>`;
  return html`<p class="foot">${LOCK}<span>${words.forYou}${complaint}</span></p>`;
}

/** The one thing to do: pay elsewhere if there is such a place, else take the details to one's bank. */
function action(
  { paymentUrl }: StatementPage,
  transfer: readonly TransferRow[],
  { words }: Saying,
): Html | null {
  if (paymentUrl !== null) {
    return html`<div class="bar">
      <div class="column">
        <a class="primary" href="${paymentUrl}" rel="noreferrer">${words.payOnline}</a>
      </div>
    </div>`;
  }
  if (transfer.length === 0) return null;
  const all = transfer.map(({ label, copied }) => `${label}: ${copied}`).join('\n');
  return html`<div class="bar copying">
    <div class="column">
      <button type="button" class="primary" data-copy="${all}">${COPY}${words.copyAll}</button>
    </div>
  </div>`;
}

const icon = (path: Html): Html => html`<svg viewBox="0 0 16 16" aria-hidden="true">${path}</svg>`;

const COPY = icon(
  html`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path
      d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5"
    />`,
);
const CALENDAR = icon(
  html`<rect x="2.5" y="3.5" width="11" height="10" rx="1.5" /><path d="M2.5 6.5h11M5.5 2v3M10.5 2v3" />`,
);
const LOCK = icon(
  html`<rect x="3.5" y="7" width="9" height="6.5" rx="1.5" /><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />`,
);
const CHECK = icon(html`<path d="m3 8.5 3.5 3.5L13 4.5" />`);
