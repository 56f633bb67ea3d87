import type { BillingEntity, BillingInputs } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { applyAccounts } from '../apply/apply-accounts.js';
import type { ApplyContext, RowOutcome } from '../apply/apply-context.js';
import { applyCredits } from '../apply/apply-credits.js';
import { applyInvoices } from '../apply/apply-invoices.js';
import { applyPaymentMethods } from '../apply/apply-payment-methods.js';
import { applyPayments } from '../apply/apply-payments.js';
import { applySubscriptions } from '../apply/apply-subscriptions.js';
import { applyTags } from '../apply/apply-tags.js';

type Appliers = {
  [Entity in BillingEntity]: (
    manager: EntityManager,
    context: ApplyContext,
    inputs: readonly BillingInputs[Entity][],
  ) => Promise<RowOutcome[]>;
};

const APPLIERS: Appliers = {
  accounts: applyAccounts,
  invoices: applyInvoices,
  payments: applyPayments,
  credits: applyCredits,
  subscriptions: applySubscriptions,
  paymentMethods: applyPaymentMethods,
  tags: applyTags,
};

/** Applies rows of an entity, by the same functions as the API's other writes. */
export function applyRows<Entity extends BillingEntity>(
  manager: EntityManager,
  context: ApplyContext,
  { entity, inputs }: { entity: Entity; inputs: readonly BillingInputs[Entity][] },
): Promise<RowOutcome[]> {
  return APPLIERS[entity](manager, context, inputs);
}
