import type { AccountSubscription } from '@dunwell/contract';
import { spoken } from '../../format/spoken.js';

/** Where a subscription stands, and what date comes next: "active, renews 1 Dec". */
export function subscriptionWords(
  { status, endedOn, renewsOn, trialEndsOn }: AccountSubscription,
  day: (date: string) => string,
): string {
  const next =
    endedOn !== null
      ? `ends ${day(endedOn)}`
      : status === 'trialing' && trialEndsOn !== null
        ? `until ${day(trialEndsOn)}`
        : renewsOn !== null
          ? `renews ${day(renewsOn)}`
          : '';
  return [spoken(status), status === 'ended' ? next.replace('ends', 'on') : next].filter(Boolean).join(', ');
}
