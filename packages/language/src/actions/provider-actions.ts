import type { ActionKind } from './action.js';

/** Kinds that are commands to whoever moves the money and switches the service: the workspace's provider. */
export const PROVIDER_ACTIONS = [
  'requestPayment',
  'retryPayment',
  'applyLateFee',
  'restrictService',
  'suspendService',
  'downgradePlan',
  'restoreService',
  'cancelSubscription',
  'markUncollectible',
  'offerPaymentPlan',
] as const satisfies readonly ActionKind[];

export type ProviderAction = (typeof PROVIDER_ACTIONS)[number];

const KINDS: ReadonlySet<string> = new Set(PROVIDER_ACTIONS);

/** Whether a kind of action is carried out by the provider. */
export const isProviderAction = (kind: string): kind is ProviderAction => KINDS.has(kind);
