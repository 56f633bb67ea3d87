import { describe, expect, it } from '@jest/globals';
import type { AutomationDocument } from '@dunwell/language';
import fc from 'fast-check';
import { daysBetween } from '../calendar/epoch-day.js';
import type { Instant } from '../calendar/types.js';
import type { SubjectFacts } from '../facts.js';
import { advance, startJourney } from './advance.js';
import { arbitraryDocument } from './arbitrary-document.testing.js';
import { deliveryKey } from './delivery-key.js';
import { type JourneyState, type Outcome } from './journey.js';
import type { Look } from './look.js';
import { nextNeededLook } from './next-look.js';
import { fieldOf, owes, paid, STREAK_DAYS, UTC, utc } from './plan.testing.js';
import { type JourneyWorld, playJourney, type TraceEntry } from './play-journey.js';
import { prepareAutomation } from './prepare-automation.js';
import { sendRules } from './send-window.js';

const SEED = 20_261_122;
const RUNS = 150;
const START = utc('2026-03-02 09:00');
const HOUR = 3_600_000;
const SEND_RULES = sendRules(
  { sendWindow: { from: '10:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] }, holidays: [] },
  undefined,
);

/** What the account is like from an hour after the start on. */
interface Change {
  hour: number;
  owing: boolean;
  invoices: number;
  promise: string;
}

const changes: fc.Arbitrary<Change[]> = fc.uniqueArray(
  fc.record({
    hour: fc.integer({ min: 1, max: 24 * 20 }),
    owing: fc.boolean(),
    invoices: fc.nat({ max: 4 }),
    promise: fc.constantFrom('none', 'open', 'broken'),
  }),
  { selector: ({ hour }) => hour, maxLength: 6 },
);

/** A ledger of hourly changes; owing from the start, each stretch of owing being a streak. */
class HourlyFacts {
  private readonly states: (Change & { at: Instant })[];

  constructor(given: readonly Change[]) {
    const first: Change = { hour: 0, owing: true, invoices: 1, promise: 'none' };
    this.states = [first, ...[...given].sort((a, b) => a.hour - b.hour)].map((state) => ({
      ...state,
      at: START + state.hour * HOUR,
    }));
  }

  changesBetween(after: Instant, upTo: Instant): Instant[] {
    return this.states.map(({ at }) => at).filter((at) => at > after && at <= upTo);
  }

  at(at: Instant): SubjectFacts {
    const past = this.states.filter((state) => state.at <= at);
    const { owing, invoices, promise } = past.at(-1)!;
    const others = { 'account.overdueInvoiceCount': invoices, 'account.promise': promise };
    if (!owing) return { ...paid(), values: { ...paid().values, ...others } };
    const opened = past[past.findLastIndex((state) => !state.owing) + 1]!;
    const streakDay = daysBetween(UTC.dateAt(opened.at), UTC.dateAt(at)) + 1;
    return owes({ ...others, [STREAK_DAYS]: streakDay }, { streakId: `s${opened.hour}` });
  }
}

/** Some steps fail, always the same ones. */
const comesOut = (step: string): Outcome['result'] => (Number(step.slice(1)) % 3 === 0 ? 'failed' : 'done');

function worldOf(facts: HourlyFacts): JourneyWorld {
  return {
    calendar: UTC,
    sendRules: SEND_RULES,
    factsAt: (at) => Promise.resolve(facts.at(at)),
    changesBetween: (after, upTo) => Promise.resolve(facts.changesBetween(after, upTo)),
    perform: ({ step }) => Promise.resolve(comesOut(step)),
  };
}

function begin(document: AutomationDocument): [ReturnType<typeof prepareAutomation>, JourneyState] {
  const automation = prepareAutomation(document, fieldOf);
  const entered = { first: document.first!, streakId: 's0' };
  const date = UTC.dateAt(START);
  return [automation, startJourney(automation, entered, { at: START, date, calendar: UTC })];
}

const documents = arbitraryDocument.filter(({ first }) => first !== null);

describe('any document on any facts', () => {
  it('ends, with every delivery under a key of its own (S15)', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const [automation, start] = begin(document);
        const span = { from: START, horizon: utc('2040-01-01 00:00'), atMostLooks: 20_000 };
        // Nobody pays: only the document itself can end it.
        const { trace, stopped } = await playJourney(automation, start, worldOf(new HourlyFacts([])), span);
        expect(['ended', 'needsAttention']).toContain(stopped);
        const keys = trace.flatMap(({ happened }) =>
          happened.kind === 'act' ? [deliveryKey({ automationId: 'a', journeyId: 'j', ...happened })] : [],
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('is played as if somebody looked at every hour that matters', async () => {
    await fc.assert(
      fc.asyncProperty(documents, changes, async (document, given) => {
        const facts = new HourlyFacts(given);
        const [automation, start] = begin(document);
        const horizon = START + 30 * 24 * HOUR;
        const played = await playJourney(automation, start, worldOf(facts), {
          from: START,
          horizon,
          atMostLooks: 20_000,
        });
        expect(played.trace).toEqual(
          await lookHourByHour(automation, start, facts, { horizon, daily: 'always' }),
        );
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('is played the same without the daily looks that are not needed (S13)', async () => {
    await fc.assert(
      fc.asyncProperty(documents, changes, async (document, given) => {
        const facts = new HourlyFacts(given);
        const [automation, start] = begin(document);
        const horizon = START + 30 * 24 * HOUR;
        const needed = await lookHourByHour(automation, start, facts, { horizon, daily: 'whereNeeded' });
        expect(needed).toEqual(await lookHourByHour(automation, start, facts, { horizon, daily: 'always' }));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('decides the same on the same look, and nothing more on a second one', async () => {
    await fc.assert(
      fc.asyncProperty(documents, changes, fc.nat({ max: 24 * 20 }), async (document, given, hour) => {
        const facts = new HourlyFacts(given);
        const [automation, start] = begin(document);
        const at = START + hour * HOUR;
        const look: Look = {
          at,
          date: UTC.dateAt(at),
          facts: facts.at(at),
          calendar: UTC,
          sendRules: SEND_RULES,
        };
        const once = await advance(automation, start, look);
        expect(await advance(automation, structuredClone(start), look)).toEqual(once);
        expect(await advance(automation, once.journey, look)).toEqual({
          journey: once.journey,
          decisions: [],
        });
        expect(JSON.parse(JSON.stringify(once.journey))).toEqual(once.journey);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});

/** The same journey by brute force: every hour is asked whether anything makes it one to look at. */
async function lookHourByHour(
  automation: ReturnType<typeof prepareAutomation>,
  start: JourneyState,
  facts: HourlyFacts,
  { horizon, daily }: { horizon: Instant; daily: 'always' | 'whereNeeded' },
): Promise<TraceEntry[]> {
  const trace: TraceEntry[] = [];
  let journey = start;
  for (let at = START; at <= horizon; at += HOUR) {
    const isDaily = daily === 'always' && UTC.timeAt(at) === '09:00';
    const isChange = facts.changesBetween(at - HOUR, at).length > 0;
    const isNeeded = nextNeededLook(automation, journey, at - HOUR, UTC) === at;
    if (at !== START && !isDaily && !isChange && !isNeeded) continue;
    const date = UTC.dateAt(at);
    const look: Look = { at, date, facts: facts.at(at), calendar: UTC, sendRules: SEND_RULES };
    let outcome: Outcome | undefined;
    do {
      const advanced = await advance(automation, journey, look, outcome);
      journey = advanced.journey;
      outcome = undefined;
      for (const happened of advanced.decisions) {
        trace.push({ at, date, happened });
        if (happened.kind !== 'act') continue;
        outcome = { step: happened.step, occurrence: happened.occurrence, result: comesOut(happened.step) };
      }
      if (outcome) trace.push({ at, date, happened: { kind: 'outcome', ...outcome } });
    } while (outcome);
    if (journey.ended !== null || journey.waiting?.for === 'operator') break;
  }
  return trace;
}
