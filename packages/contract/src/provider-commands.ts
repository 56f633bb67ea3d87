/** An invoice a command is about. Amounts are minor units of the account's currency. */
export interface OwedInvoice {
  number: string;
  dueOn: string;
  remaining: number;
}

/** A subscription a command is about. */
export interface CommandedSubscription {
  key: string;
  plan: string | null;
  renewsOn: string | null;
}

/**
 * What a provider is asked to do about one account. `amount` is what is overdue less unapplied money; the invoices say
 * what it is made of, oldest first.
 */
export type ProviderCommand =
  /** One request for all of the invoices. */
  | { kind: 'requestPayment'; amount: number; invoices: OwedInvoice[]; paymentUrl: string | null }
  | { kind: 'retryPayment'; amount: number; invoices: OwedInvoice[]; paymentMethod: string }
  /** An invoice over the fee, to be sent back with `fee: true`, so that it prolongs no streak (S3). */
  | { kind: 'applyLateFee'; fee: number; invoices: OwedInvoice[] }
  | { kind: 'restrictService' | 'suspendService' | 'restoreService' }
  | { kind: 'downgradePlan'; plan: string; subscriptions: CommandedSubscription[] }
  | { kind: 'cancelSubscription'; when: 'now' | 'endOfTerm'; subscriptions: CommandedSubscription[] }
  | { kind: 'markUncollectible'; invoices: OwedInvoice[] }
  /** The billing system sends the new due dates. */
  | { kind: 'offerPaymentPlan'; instalments: Instalment[]; invoices: OwedInvoice[] };

export interface Instalment {
  dueOn: string;
  amount: number;
}

/** Where a signed call comes from: what webhooks and commands say alike. */
export interface CallOrigin {
  /** The delivery's key: the same for each attempt of the same effect (S15), and what an outcome is told under. */
  delivery: string;
  automation: { id: string; name: string; version: number };
  journey: string;
  step: string;
  subject: { kind: string; id: string; key: string };
  account: { key: string; currency: string };
  /** The business date. */
  date: string;
}

/** The body of a signed call to the workspace's own system (Standard Webhooks). */
export interface ProviderCall {
  type: 'provider.command';
  /** Business time of the first attempt. */
  timestamp: string;
  data: CallOrigin & { command: ProviderCommand };
}

/**
 * An address that webhooks or commands are sent to and that has failed since it last answered;
 * `GET /api/v1/deliveries/endpoints`.
 */
export interface FailingEndpoint {
  endpoint: string;
  /** In a row. */
  failures: number;
  /** Nothing is sent before; null: it is still called as usual. Then one delivery finds out whether it answers again. */
  leftAloneUntil: string | null;
  /** Deliveries that wait for that. */
  waiting: number;
  /** Of the last call, in words. */
  problem: string;
  lastFailedAt: string;
}

/**
 * `POST /api/v1/deliveries/{key}/outcome`: what became of a command that was answered with 202. The same outcome may be
 * told again.
 */
export interface DeliveryOutcome {
  outcome: 'done' | 'failed';
  /** Why it failed, as the provider calls it: `insufficient_funds`. Required of a failure. */
  code?: string;
  /** Whether trying again may help: `soft` it may, `hard` it will not. */
  kind?: 'hard' | 'soft';
  /** More for whoever looks at it. */
  message?: string;
}
