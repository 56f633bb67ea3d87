import type {
  AccountInput,
  AllocationInput,
  BillingEntity,
  CollectionMethod,
  CreditInput,
  InvoiceInput,
  PaymentInput,
  PaymentMethodInput,
  PaymentStatus,
  SubscriptionInput,
  SubscriptionStatus,
  TagInput,
} from '@dunwell/contract';
import { Flag, ListOf, MinorUnits, OneOf, Text, Texts } from '../../platform/http/fields.js';
import { AttributesField } from './attribute-values.js';

/*
 * The shapes of what arrives; what values mean, and whether they fit what is stored, is for the apply functions, which
 * imports share. Dates and instants therefore are text here.
 */
const optional = true;
const nullable = true;
const KEY = { maxLength: 200 };
const INSTANT = 'a date, or an instant with its offset';

const Account = () => Text({ description: "The account's key in your system.", ...KEY });
const Currency = () =>
  Text({ description: "Refused where it is not the account's (S3).", optional, maxLength: 3, minLength: 3 });
const EffectiveAt = () =>
  Text({
    description: `Since when what changes holds: ${INSTANT}. Else since business now (S23).`,
    optional,
  });
const When = (description: string) => Text({ description: `${description}: ${INSTANT}.`, optional });
const Day = (description: string) => Text({ description: `${description}, YYYY-MM-DD.`, optional });
const DayOrNone = (description: string) =>
  Text({ description: `${description}, YYYY-MM-DD.`, optional, nullable });
const Note = (description: string) => Text({ description, optional, nullable });

const COLLECTION_METHODS = ['automatic', 'manual'];

export class AccountBody implements AccountInput {
  @Account() account: string;
  @Note('Name of the customer.') name?: string | null;
  @Note('Email address.') email?: string | null;
  @Text({
    description: 'Three letters; required for a new account, never changes (S3).',
    optional,
    minLength: 3,
    maxLength: 3,
  })
  currency?: string;
  @Note(
    "Time zone, such as Europe/Berlin; null is the workspace's. A change takes effect on a date to come (S21).",
  )
  timeZone?: string | null;
  @Note('Two letters, such as DE.') country?: string | null;
  @Note('Code of the language, such as de or en-GB.') language?: string | null;
  @Text({ description: 'Where the customer can pay.', optional, nullable, maxLength: 2000 })
  paymentUrl?: string | null;
  @Texts({ description: 'The complete set: tags that are not in it end.', optional, maxLength: 200 })
  tags?: string[];
  @AttributesField() attributes?: AccountInput['attributes'];
  @OneOf({ description: 'Collection status.', values: ['none', 'inCollections', 'writtenOff'], optional })
  collectionStatus?: AccountInput['collectionStatus'];
  @OneOf({ description: 'Service status.', values: ['normal', 'restricted', 'suspended'], optional })
  serviceStatus?: AccountInput['serviceStatus'];
  @EffectiveAt() effectiveAt?: string;
}

export class InvoiceBody implements InvoiceInput {
  @Account() account: string;
  @Text({ description: 'The number of the invoice, unique in the workspace.', ...KEY }) number: string;
  @Day('Issue date; required for a new invoice, later a correction') issuedOn?: string;
  @Day('Due date; required for a new invoice, later a correction') dueOn?: string;
  @MinorUnits({ description: 'Face value; required for a new invoice, later a correction.', optional })
  total?: number;
  @Currency() currency?: string;
  @OneOf({
    description:
      'draft and void hold always unless effectiveAt; open and paid are no facts: what remains decides.',
    values: ['draft', 'open', 'paid', 'void', 'uncollectible'],
    optional,
  })
  status?: InvoiceInput['status'];
  @OneOf({ description: 'How it is collected.', values: COLLECTION_METHODS, optional, nullable })
  collectionMethod?: CollectionMethod | null;
  @Flag({
    description:
      'A fee that Dunwell had added: in balances, but it neither opens nor prolongs a streak (S3).',
    optional,
  })
  fee?: boolean;
  @DayOrNone('One full payment on that date, replaced when sent again, taken away by null') paidOn?:
    string | null;
  @AttributesField() attributes?: InvoiceInput['attributes'];
  @EffectiveAt() effectiveAt?: string;
}

export class AllocationBody implements AllocationInput {
  @Text({ description: 'The number of an invoice of the account.', ...KEY }) invoice: string;
  @MinorUnits({ description: 'How much of the money is for it.', min: 1 }) amount: number;
  @When("Since when; the money's own instant when absent") at?: string;
}

export class PaymentBody implements PaymentInput {
  @Account() account: string;
  @Text({ description: 'The reference of the payment, unique in the workspace.', ...KEY }) reference: string;
  @MinorUnits({ description: 'Required for a new payment.', optional, min: 1 }) amount?: number;
  @Currency() currency?: string;
  @OneOf({
    description: 'Required for a new payment.',
    values: ['succeeded', 'failed', 'pending', 'refunded', 'chargedBack'],
    optional,
  })
  status?: PaymentStatus;
  @When('When it got that status; of a refunded or charged back payment, when its money came') at?: string;
  @Text({
    description: `When its money went back: ${INSTANT}. Required for chargedBack.`,
    optional,
    nullable,
  })
  reversedAt?: string | null;
  @Note('Why it failed.') failureCode?: string | null;
  @OneOf({ description: 'hard: trying again is of no use.', values: ['hard', 'soft'], optional, nullable })
  failureKind?: 'hard' | 'soft' | null;
  @Flag({ description: 'Collected automatically, not by the customer.', optional }) automatic?: boolean;
  @ListOf(() => AllocationBody, { description: 'The complete list; the rest is unapplied.', optional })
  allocations?: AllocationBody[];
  @When('The same as at, which goes before it') effectiveAt?: string;
}

export class CreditBody implements CreditInput {
  @Account() account: string;
  @Text({ description: 'The reference of the credit, unique in the workspace.', ...KEY }) reference: string;
  @MinorUnits({ description: 'Required for a new credit.', optional, min: 1 }) amount?: number;
  @Currency() currency?: string;
  @When('When it was given') at?: string;
  @ListOf(() => AllocationBody, { description: 'The complete list; the rest is unapplied.', optional })
  allocations?: AllocationBody[];
  @When('The same as at, which goes before it') effectiveAt?: string;
}

export class SubscriptionBody implements SubscriptionInput {
  @Account() account: string;
  @Text({ description: 'The key of the subscription, unique in the workspace.', ...KEY }) key: string;
  @Note('The plan.') plan?: string | null;
  @OneOf({
    description: 'Required for a new subscription.',
    values: ['active', 'trialing', 'pastDue', 'paused', 'cancelled', 'ended'],
    optional,
  })
  status?: SubscriptionStatus;
  @Day('First date; required for a new subscription') startedOn?: string;
  @DayOrNone('The first date on which it is over') endedOn?: string | null;
  @DayOrNone('Next renewal') renewsOn?: string | null;
  @DayOrNone('End of the trial') trialEndsOn?: string | null;
  @OneOf({ description: 'How its invoices are collected.', values: COLLECTION_METHODS, optional, nullable })
  collectionMethod?: CollectionMethod | null;
  @EffectiveAt() effectiveAt?: string;
}

export class PaymentMethodBody implements PaymentMethodInput {
  @Account() account: string;
  @Text({ description: 'The key of the payment method, unique in the workspace.', ...KEY }) key: string;
  @Text({ description: 'Such as card; required for a new one.', optional, maxLength: 100 }) type?: string;
  @Note('Such as visa.') brand?: string | null;
  @Text({ description: 'The month, YYYY-MM; cards expire on its last day.', optional, nullable })
  expiresOn?: string | null;
  @OneOf({
    description: 'active when absent.',
    values: ['active', 'expired', 'blocked', 'removed'],
    optional,
  })
  status?: PaymentMethodInput['status'];
  @Flag({ description: 'Used for automatic payments.', optional }) isDefault?: boolean;
  @EffectiveAt() effectiveAt?: string;
}

export class TagBody implements TagInput {
  @Account() account: string;
  @Text({ description: 'The tag.', maxLength: 200 }) tag: string;
  @Text({ description: `Since when: ${INSTANT}; always when absent.`, optional, nullable }) from?:
    string | null;
  @Text({ description: `Exclusive: ${INSTANT}; open when absent.`, optional, nullable }) to?: string | null;
  @When('The same as from, which goes before it') effectiveAt?: string;
}

/** The shape of each entity's rows. */
export const INPUT_BODIES = {
  accounts: AccountBody,
  invoices: InvoiceBody,
  payments: PaymentBody,
  credits: CreditBody,
  subscriptions: SubscriptionBody,
  paymentMethods: PaymentMethodBody,
  tags: TagBody,
} as const satisfies Record<BillingEntity, new () => object>;
