import type {
  InvoiceCurrencyTotals,
  InvoiceQuery,
  InvoiceSort,
  InvoiceTotals,
  InvoiceView,
  ListedHold,
  ListedInvoice,
} from '@dunwell/contract';
import { HOLD_REASONS, type HoldReason } from '@dunwell/language';
import { IntersectionType } from '@nestjs/swagger';
import {
  CalendarDateField,
  Flag,
  IdField,
  InstantField,
  ListOf,
  MinorUnits,
  Nested,
  OneOf,
  Text,
  WholeNumber,
} from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';
import { InvoiceAnswer } from '../http/answers.dto.js';

const optional = true;
const nullable = true;
const inQuery = true;

const VIEWS: Readonly<Record<InvoiceView, true>> = {
  outstanding: true,
  overdue: true,
  paid: true,
  disputed: true,
  void: true,
  writtenOff: true,
  failedPayments: true,
};
const SORTS: Readonly<Record<InvoiceSort, true>> = { dueOn: true, remaining: true, number: true };

export class InvoiceQueryFields implements InvoiceQuery {
  @OneOf({ description: 'Quick filter.', values: Object.keys(VIEWS), optional })
  view?: InvoiceView;

  @Text({ description: 'Part of the number.', optional, maxLength: 100 })
  q?: string;

  @Text({ description: 'Only invoices of this account.', optional, maxLength: 200 })
  account?: string;

  @Text({ description: 'Only invoices in this currency.', optional, maxLength: 3 })
  currency?: string;

  @WholeNumber({ description: 'Days past due, at least.', optional, inQuery, min: 1, max: 100_000 })
  daysPastDueMin?: number;

  @WholeNumber({ description: 'Days past due, at most.', optional, inQuery, min: 1, max: 100_000 })
  daysPastDueMax?: number;

  @Flag({ description: 'Left out of balances by a hold, or not.', optional, inQuery })
  leftOut?: boolean;

  @OneOf({
    description: 'Order; by due date for outstanding and overdue ones when absent, else by number.',
    values: Object.keys(SORTS),
    optional,
  })
  sort?: InvoiceSort;
}

export class InvoicesQuery extends IntersectionType(InvoiceQueryFields, PageQuery) {}

/** A hold that is in force. */
export class ListedHoldAnswer implements ListedHold {
  @IdField({ description: 'The hold.' }) id: string;
  @OneOf({ description: 'Why.', values: HOLD_REASONS }) reason: HoldReason;
  @Flag({ description: 'Left out, not only held (S14).' }) leaveOut: boolean;
  @CalendarDateField({ description: 'The last date it covers; null: no end.', nullable }) until:
    string | null;
}

class InvoiceHoldAnswer extends ListedHoldAnswer {
  @Text({ description: 'For people.', nullable }) note: string | null;
}

class PaymentFailureAnswer {
  @InstantField({ description: 'When.' }) at: string;
  @Text({ description: 'Why.', nullable }) code: string | null;
  @Text({ description: 'hard or soft.', nullable }) kind: string | null;
}

export class ListedInvoiceAnswer extends InvoiceAnswer implements ListedInvoice {
  @Text({ description: 'Name of its account.', nullable }) name: string | null;
  @WholeNumber({ description: 'null: not past due.', nullable }) daysPastDue: number | null;
  @Flag({ description: 'Under a dispute hold.' }) disputed: boolean;
  @Nested(() => InvoiceHoldAnswer, { description: 'The hold on it in force.', nullable })
  hold: InvoiceHoldAnswer | null;
  @Nested(() => PaymentFailureAnswer, { description: 'The last failed payment meant for it.', nullable })
  lastFailure: PaymentFailureAnswer | null;
}

class InvoiceCurrencyTotalsAnswer implements InvoiceCurrencyTotals {
  @Text({ description: 'The currency of the amounts.' }) currency: string;
  @WholeNumber({ description: 'How many.' }) invoices: number;
  @WholeNumber({ description: 'Of how many accounts.' }) accounts: number;
  @MinorUnits({ description: 'Face values.' }) total: number;
  @MinorUnits({ description: 'What is still owed on them.' }) remaining: number;
}

export class InvoiceTotalsAnswer implements InvoiceTotals {
  @WholeNumber({ description: 'How many.' }) invoices: number;
  @ListOf(() => InvoiceCurrencyTotalsAnswer, { description: 'In the order of the codes.' })
  currencies: InvoiceCurrencyTotalsAnswer[];
}
