import type { MoneyValue } from '../conditions/condition.js';

export type Assignee =
  { kind: 'person'; email: string } | { kind: 'accountOwner' } | { kind: 'queue'; name: string };

/** What an action step does, with its typed settings. Texts marked Liquid may use every field by its id. */
export type Action =
  /** Liquid in subject and body. */
  | { kind: 'emailCustomer'; subject: string; body: string }
  | { kind: 'emailTeam'; to: string[]; subject: string; body: string }
  | { kind: 'slack'; channel: string; message: string }
  /** Posts the journey and the named fields to a URL, signed (Standard Webhooks). */
  | { kind: 'webhook'; url: string; fields?: string[] }
  | { kind: 'addTag'; tag: string }
  | { kind: 'removeTag'; tag: string }
  | { kind: 'setAttribute'; name: string; value: string | number | boolean }
  | { kind: 'setCollectionStatus'; status: 'none' | 'inCollections' | 'writtenOff' }
  | { kind: 'createTask'; title: string; dueInDays: number; notes?: string; assignee?: Assignee }
  | { kind: 'placeHold'; reason: HoldReason; days: number; note?: string }
  | { kind: 'requestPayment'; minimum?: MoneyValue }
  | { kind: 'retryPayment' }
  /** Either `amount` per currency or `percent` of the overdue balance, the latter capped by `atMost`. */
  | { kind: 'applyLateFee'; amount?: MoneyValue; percent?: number; atMost?: MoneyValue }
  | { kind: 'restrictService' }
  | { kind: 'suspendService' }
  | { kind: 'downgradePlan'; plan: string }
  | { kind: 'restoreService' }
  | { kind: 'cancelSubscription'; when: 'now' | 'endOfTerm' }
  | { kind: 'markUncollectible' }
  | { kind: 'offerPaymentPlan'; instalments: number; everyDays: number };

export type ActionKind = Action['kind'];
export type ActionOf<K extends ActionKind> = Extract<Action, { kind: K }>;

export const HOLD_REASONS = ['promiseToPay', 'dispute', 'courtesy', 'other'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** Why something is on hold, in words. */
export const HOLD_REASON_WORDS: Readonly<Record<HoldReason, string>> = {
  promiseToPay: 'promise to pay',
  dispute: 'dispute',
  courtesy: 'courtesy',
  other: 'other reason',
};

/** Groups of the palette and of the icons. */
export type ActionGroup = 'customer' | 'team' | 'money' | 'service' | 'mark';

/** What the planner and the runtime must know of a kind besides its settings. */
export interface ActionTraits {
  group: ActionGroup;
  /** Messages to the customer, money, service: held back by S14 and claimed on fresh facts (S13). */
  outward: boolean;
  /** Counts against contact caps, quiet hours, weekdays and holidays (S14). */
  message: boolean;
  /** Whether `undo: 'whenCured'` is possible, and what an absent `undo` means (S22). */
  undo: 'never' | 'onRequest' | 'byDefault';
}

const traits = (
  group: ActionGroup,
  outward: boolean,
  undo: ActionTraits['undo'] = 'never',
  message = false,
): ActionTraits => ({
  group,
  outward,
  message,
  undo,
});

export const ACTIONS: Readonly<Record<ActionKind, ActionTraits>> = {
  emailCustomer: traits('customer', true, 'never', true),
  emailTeam: traits('team', false),
  slack: traits('team', false),
  webhook: traits('team', true),
  addTag: traits('mark', false, 'onRequest'),
  removeTag: traits('mark', false, 'onRequest'),
  setAttribute: traits('mark', false, 'onRequest'),
  setCollectionStatus: traits('mark', false, 'onRequest'),
  createTask: traits('team', false),
  placeHold: traits('money', false, 'onRequest'),
  requestPayment: traits('money', true),
  retryPayment: traits('money', true),
  applyLateFee: traits('money', true),
  restrictService: traits('service', true, 'byDefault'),
  suspendService: traits('service', true, 'byDefault'),
  downgradePlan: traits('service', true, 'byDefault'),
  restoreService: traits('service', true, 'byDefault'),
  cancelSubscription: traits('service', true),
  markUncollectible: traits('money', true),
  offerPaymentPlan: traits('money', true),
};
