import { businessDateIn } from '../calendar/zone-history.js';
import type { Instant } from '../calendar/types.js';
import type { AccountLedger } from './account-ledger.js';
import type { AccountTimeline, InvoicePeriod, InvoiceStreak } from './account-timeline.js';
import { AccountTrack } from './account-track.js';
import { InvoiceTrack } from './invoice-track.js';
import { sweepInSteps } from './sweep-ledger.js';

/**
 * Builds the billing timeline of an account from its facts, in whatever order they arrived (S0, S2 to S6, S21): balances,
 * invoices and streaks as step functions of time, the future included as it will be if nothing changes. Amounts are minor
 * units. Where the rules leave room: money set against a draft waits for it to be finalized, as for an issue; money set
 * against an invoice while it is void stays unapplied, but what was applied before stays with it (an allocation stands at
 * its instant); a debt written off can still be paid; with several payments and credits at one instant each is judged
 * against the others standing (S5).
 */
export function buildTimeline(ledger: AccountLedger): AccountTimeline {
  const steps = buildTimelineInSteps(ledger);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Changes of invoices taken in per step. */
const CHANGES_PER_STEP = 2_000;

/**
 * `buildTimeline` in steps of a few milliseconds each, the timeline being what the last one returns: between them a
 * caller with an account of very many invoices can let others have their turn.
 */
export function* buildTimelineInSteps(ledger: AccountLedger): Generator<undefined, AccountTimeline> {
  const dateOf = (instant: Instant) => businessDateIn(ledger.zones, instant);
  const sweep = yield* sweepInSteps(ledger);
  const account = new AccountTrack(sweep.balances, dateOf);
  const invoiceTracks = sweep.invoices.map((record) => new InvoiceTrack(record, dateOf));
  yield;
  let changes = 0;
  for (const at of sweep.instants()) {
    account.note(at);
    for (const record of sweep.balances.touched) invoiceTracks[record.index]?.note(at);
    changes += 1 + sweep.balances.touched.length;
    if (changes < CHANGES_PER_STEP) continue;
    changes = 0;
    yield;
  }
  const invoices: InvoicePeriod[] = [];
  const invoiceStreaks: InvoiceStreak[] = [];
  for (const track of invoiceTracks) track.addTo(invoices, invoiceStreaks);
  yield;
  return { periods: account.periods, invoices, streaks: account.streaks, invoiceStreaks };
}
