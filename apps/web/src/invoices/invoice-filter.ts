import type { InvoiceFilter, InvoiceView } from '@dunwell/contract';
import type { ParamKinds } from '../format/search-params.js';

/** What the address of the invoices can say. */
export const INVOICE_PARAMS: ParamKinds<InvoiceFilter> = {
  view: 'text',
  q: 'text',
  account: 'text',
  currency: 'text',
  daysPastDueMin: 'number',
  daysPastDueMax: 'number',
  leftOut: 'flag',
};

/** The quick filters, as they are called on the screen. */
export const INVOICE_VIEWS: readonly { value: InvoiceView; label: string }[] = [
  { value: 'outstanding', label: 'Outstanding' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'paid', label: 'Paid' },
  { value: 'disputed', label: 'Disputed' },
  { value: 'void', label: 'Void' },
  { value: 'writtenOff', label: 'Written off' },
  { value: 'failedPayments', label: 'Failed payments' },
];

/** Words for what narrows the list besides its quick filter, with what to take away to be rid of each. */
export function narrowings(filter: InvoiceFilter): { words: string; without: Partial<InvoiceFilter> }[] {
  const { account, currency, daysPastDueMin: min, daysPastDueMax: max, leftOut } = filter;
  return [
    ...(account === undefined ? [] : [{ words: `Account ${account}`, without: { account: undefined } }]),
    ...(currency === undefined ? [] : [{ words: currency, without: { currency: undefined } }]),
    ...(min === undefined && max === undefined
      ? []
      : [
          {
            words: `${rangeWords(min, max)} days past due`,
            without: { daysPastDueMin: undefined, daysPastDueMax: undefined },
          },
        ]),
    ...(leftOut === true ? [{ words: 'Left out of balances', without: { leftOut: undefined } }] : []),
  ];
}

function rangeWords(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return `at most ${max}`;
  return max === undefined ? `at least ${min}` : `${min}–${max}`;
}
