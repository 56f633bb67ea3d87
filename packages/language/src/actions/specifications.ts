import type { Action, ActionKind, ActionOf } from './action.js';
import { addTag } from './add-tag.js';
import { applyLateFee } from './apply-late-fee.js';
import { cancelSubscription } from './cancel-subscription.js';
import { createTask } from './create-task.js';
import { downgradePlan } from './downgrade-plan.js';
import { emailCustomer } from './email-customer.js';
import { emailTeam } from './email-team.js';
import { markUncollectible } from './mark-uncollectible.js';
import { offerPaymentPlan } from './offer-payment-plan.js';
import { placeHold } from './place-hold.js';
import { removeTag } from './remove-tag.js';
import { requestPayment } from './request-payment.js';
import { restoreService } from './restore-service.js';
import { restrictService } from './restrict-service.js';
import { retryPayment } from './retry-payment.js';
import { setAttribute } from './set-attribute.js';
import { setCollectionStatus } from './set-collection-status.js';
import { slack } from './slack.js';
import type { ActionSpecification } from './specification.js';
import { suspendService } from './suspend-service.js';
import { webhook } from './webhook.js';

/** Settings, needs and words of every kind of action. */
export const ACTION_SPECIFICATIONS: Readonly<{ [K in ActionKind]: ActionSpecification<K> }> = {
  emailCustomer,
  emailTeam,
  slack,
  webhook,
  addTag,
  removeTag,
  setAttribute,
  setCollectionStatus,
  createTask,
  placeHold,
  requestPayment,
  retryPayment,
  applyLateFee,
  restrictService,
  suspendService,
  downgradePlan,
  restoreService,
  cancelSubscription,
  markUncollectible,
  offerPaymentPlan,
};

/** The specification that goes with an action; TypeScript cannot relate the two through a union by itself. */
export function specificationOf<K extends ActionKind>(action: ActionOf<K>): ActionSpecification<K> {
  return ACTION_SPECIFICATIONS[action.kind];
}

/** A Liquid text among the settings of an action. */
export interface ActionText {
  setting: string;
  text: string;
}

/** The Liquid texts of an action that are filled in. */
export function actionTexts(action: Action): ActionText[] {
  const settings: Readonly<Record<string, unknown>> = { ...action };
  return specificationOf(action).texts.flatMap((setting) => {
    const text = settings[setting];
    return typeof text === 'string' ? [{ setting, text }] : [];
  });
}
