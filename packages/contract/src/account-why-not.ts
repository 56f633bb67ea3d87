import type { Journey, WhyNotSubject } from './automations.js';

/** `GET /api/v1/accounts/{key}/why-not`: the question of `WhyNotResult` put to every live automation. */
export interface AccountWhyNot {
  account: string;
  /** Business now. */
  asOf: string;
  /** By name. */
  automations: AutomationWhyNot[];
}

export interface AutomationWhyNot {
  automation: { id: string; name: string };
  version: number;
  /** The instant of the facts: that of the schedule's last occurrence, business now for other triggers. */
  asOf: string;
  /** Its journeys for this account, the latest first; at most 10. */
  entered: { date: string; journeyId: string; status: Journey['status'] }[];
  /** The account itself, or each of its invoices, subscriptions or payment methods; empty where `problem` says why. */
  subjects: WhyNotSubject[];
  /** Why it cannot be told, in words. */
  problem: string | null;
}
