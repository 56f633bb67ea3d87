import type { ProviderCommand, ProviderSetting } from '@dunwell/contract';
import type { AttemptOutcome, EffectContext, Payload } from '../connector.js';

/** A command that a provider is about to be given. */
export interface Order {
  command: ProviderCommand;
  setting: ProviderSetting;
  context: EffectContext;
}

/** What is kept of an order in its delivery: fixed at its first attempt, as its key is (S15). */
export type OrderPayload = Payload & {
  provider: ProviderSetting['kind'];
  command: ProviderCommand;
};

/**
 * Whoever moves money and switches service. It is given each command under the delivery's key, possibly several times,
 * and carries it out once; its answer is final, or that it has taken the command and tells the outcome later.
 */
export interface Provider {
  prepare(order: Order): OrderPayload;
  attempt(
    payload: Payload,
    delivery: { workspaceId: string; key: string; now: Date },
  ): Promise<AttemptOutcome>;
  /** What is called; null: nothing outside. */
  endpointOf(payload: Payload): string | null;
}

/** One for each kind of setting. */
export type Providers = { readonly [Kind in ProviderSetting['kind']]: Provider };
