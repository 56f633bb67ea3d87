import {
  CalendarDateField,
  Flag,
  InstantField,
  ListOf,
  MinorUnits,
  Text,
} from '../../platform/http/fields.js';

const nullable = true;

/** Money set against an invoice. */
export class AllocationAnswer {
  @Text({ description: 'The number of the invoice.' }) invoice: string;
  @MinorUnits({ description: 'How much of the money is for it; what remains there then limits it (S3).' })
  amount: number;
  @InstantField({ description: "null: at the money's own instant.", nullable }) at: string | null;
}

/** What a payment was from an instant on. */
export class PaymentStateAnswer {
  @Text({ description: 'succeeded, failed, pending, refunded or chargedBack.' }) status: string;
  @InstantField({ description: 'Since when; of a refunded or charged back one, when its money came.' })
  at: string;
  @InstantField({ description: 'Since when its money is gone.', nullable }) reversedAt: string | null;
  @Text({ description: 'Why it failed.', nullable }) failureCode: string | null;
  @Text({ description: 'hard or soft.', nullable }) failureKind: string | null;
}

export class PaymentAnswer {
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: "The reference; paidOn:<number> stands for an invoice's paidOn." }) reference: string;
  @MinorUnits({ description: 'The whole payment.' }) amount: number;
  @Text({ description: 'The currency of the amounts.' }) currency: string;
  @Flag({ description: 'Collected automatically, not by the customer.' }) automatic: boolean;
  @Text({ description: 'As of business now; where nothing has happened yet, what will be first.' })
  status: string;
  @ListOf(() => PaymentStateAnswer, { description: 'All that is known of it, in order of time.' })
  states: PaymentStateAnswer[];
  @ListOf(() => AllocationAnswer, { description: 'The invoices its money is set against.' })
  allocations: AllocationAnswer[];
}

export class CreditAnswer {
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: 'The reference.' }) reference: string;
  @MinorUnits({ description: 'The whole credit.' }) amount: number;
  @Text({ description: 'The currency of the amounts.' }) currency: string;
  @InstantField({ description: 'Since when it counts.' }) at: string;
  @ListOf(() => AllocationAnswer, { description: 'The invoices it is set against.' })
  allocations: AllocationAnswer[];
}

export class SubscriptionAnswer {
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: 'The key.' }) key: string;
  @Text({
    description:
      'active, trialing, pastDue, paused, cancelled or ended, as of business now; ended from endedOn on.',
  })
  status: string;
  @Text({ description: 'The plan.', nullable }) plan: string | null;
  @CalendarDateField({ description: 'First date.' }) startedOn: string;
  @CalendarDateField({ description: 'The first date on which it is over.', nullable }) endedOn: string | null;
  @CalendarDateField({ description: 'Next renewal.', nullable }) renewsOn: string | null;
  @CalendarDateField({ description: 'End of the trial.', nullable }) trialEndsOn: string | null;
  @Text({ description: 'automatic or manual.', nullable }) collectionMethod: string | null;
}

export class PaymentMethodAnswer {
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: 'The key.' }) key: string;
  @Text({ description: 'Such as card.' }) type: string;
  @Text({ description: 'Such as visa.', nullable }) brand: string | null;
  @CalendarDateField({ description: 'The last day of the month in which it expires.', nullable }) expiresOn:
    string | null;
  @Text({ description: 'active, expired, blocked or removed, as of business now.' }) status: string;
  @Flag({ description: 'Used for automatic payments.' }) isDefault: boolean;
}

export class TagAnswer {
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: 'The tag.' }) tag: string;
  @InstantField({ description: 'Since when; null: always.', nullable }) from: string | null;
  @InstantField({ description: 'Exclusive; null: open.', nullable }) to: string | null;
}
