import type { HeldBackReason } from './automations.js';

/** Why something waits (S14), or what keeps failing, in a few words. */
export const HELD_BACK_WORDS: Readonly<Record<HeldBackReason, string>> = {
  accountHold: 'account on hold',
  invoiceHold: 'invoice on hold',
  paymentInFlight: 'payment in flight',
  leftOut: 'left out',
  contactCap: 'contact cap',
  quietHours: 'quiet hours',
  weekday: 'not on this weekday',
  holiday: 'holiday',
  endpointDown: 'the address called keeps failing',
};
