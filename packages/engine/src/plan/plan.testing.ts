import { type AutomationDocument, type Condition, FIELDS, type FieldId, type Step } from '@dunwell/language';
import type { CalendarDate, Instant } from '../calendar/types.js';
import type { FieldOf } from '../comparisons/bind-comparison.js';
import type { Episode, FactRow, SubjectFacts } from '../facts.js';
import { advance, type Advanced, startJourney } from './advance.js';
import { type Decision, type JourneyState, occurrenceOf, type Outcome } from './journey.js';
import { type LocalCalendar, localCalendar } from './local-calendar.js';
import type { Look } from './look.js';
import { prepareAutomation, type PreparedAutomation } from './prepare-automation.js';
import type { SendRules } from './send-window.js';

export const fieldOf: FieldOf = (id) => {
  const field = FIELDS.find((one) => one.id === id);
  if (!field) throw new Error(`no field ${id}`);
  return field;
};

export const UTC = localCalendar([{ from: null, zone: 'UTC' }]);
export const BERLIN = localCalendar([{ from: null, zone: 'Europe/Berlin' }]);
export const ALWAYS_OPEN: SendRules = { windows: [], closedOn: new Set() };

/** A local time in UTC, '2026-03-02 09:00'. */
export const utc = (time: string): Instant => Date.parse(`${time.replace(' ', 'T')}:00Z`);

export const is = (field: FieldId, value: number | string): Condition => ({
  field,
  operator: 'equals',
  value,
});
export const atLeast = (field: FieldId, value: number): Condition => ({ field, operator: 'atLeast', value });
export const oneOf = (field: FieldId, ...value: number[]): Condition => ({
  field,
  operator: 'isOneOf',
  value,
});
export const STREAK_DAYS = 'account.pastDueStreakDays';
export const PAID: Condition = { field: 'account.overdueBalance', operator: 'equals', value: 0 };

/** An account rule, every day at 09:00, for everybody, with the exit "paid", unless told otherwise. */
export function rule(
  first: string | null,
  steps: Record<string, Step>,
  overrides: Partial<AutomationDocument> = {},
): AutomationDocument {
  return {
    schemaVersion: 1,
    name: 'A rule',
    subject: 'account',
    trigger: { kind: 'schedule', every: 'day', at: '09:00' },
    entry: { when: null, reentry: { kind: 'once' } },
    exit: [{ id: 'paid', label: 'Nothing overdue', when: PAID }],
    first,
    steps,
    ...overrides,
  };
}

/** An effect that is never held back and needs nothing. */
export const tag = (next: string | null = null, onFailure?: string | null): Step => ({
  kind: 'action',
  action: { kind: 'addTag', tag: 'late' },
  next,
  ...(onFailure === undefined ? {} : { onFailure }),
});

const NO_EPISODE: Episode = { streakId: null, strictSince: null, termEndsOn: null, expiresOn: null };

/** An account that owes 100.00, in the streak "s1" unless told otherwise. */
export function owes(values: FactRow = {}, episode: Partial<Episode> = { streakId: 's1' }): SubjectFacts {
  return {
    subjectId: 'a1',
    accountId: 'a1',
    currency: 'EUR',
    values: { 'account.overdueBalance': 10_000, ...values },
    episode: { ...NO_EPISODE, ...episode },
  };
}

export const paid = (): SubjectFacts => owes({ 'account.overdueBalance': 0, [STREAK_DAYS]: null }, {});

/** A look at a UTC time, '2026-03-02 09:00'. */
export function lookAt(time: string, facts: SubjectFacts = owes(), rules: Partial<Look> = {}): Look {
  const at = utc(time);
  return { at, date: UTC.dateAt(at), facts, calendar: UTC, sendRules: ALWAYS_OPEN, ...rules };
}

/** "2026-03-02 09:00" of an instant, for readable expectations. */
export const local = (at: Instant | null, calendar: LocalCalendar = UTC): string | null =>
  at === null ? null : `${calendar.dateAt(at) satisfies CalendarDate} ${calendar.timeAt(at)}`;

/** What a decision comes to, for tables: "act tag 1", "waits date 2026-03-09 09:00", "ended exit". */
export function told(decision: Decision): string {
  switch (decision.kind) {
    case 'act':
    case 'waitOver':
    case 'met':
    case 'timedOut':
    case 'needsAttention':
      return [decision.kind, decision.step, decision.occurrence].filter(Boolean).join(' ');
    case 'branched':
      return `branched ${decision.taken ?? 'otherwise'}`;
    case 'waits':
      return `waits ${decision.waiting.for} ${local(decision.waiting.until) ?? 'never'}`;
    case 'passStarted':
      return `pass ${decision.pass}`;
    case 'ended':
      return `ended ${decision.end.kind}`;
  }
}

/** A journey of a document that can be looked at again and again. */
export class Played {
  private constructor(
    private readonly automation: PreparedAutomation,
    public state: JourneyState,
  ) {}

  /** Starts a journey at a UTC time, whatever the entry condition says. */
  static async start(
    document: AutomationDocument,
    time: string,
    facts: SubjectFacts = owes(),
    rules: Partial<Look> = {},
  ): Promise<Played & { told: string[] }> {
    const automation = prepareAutomation(document, fieldOf);
    if (document.first === null) throw new Error('a journey needs a first step');
    const look = lookAt(time, facts, rules);
    const entered = { first: document.first, streakId: facts.episode.streakId };
    const played = new Played(automation, startJourney(automation, entered, look));
    return Object.assign(played, { told: await played.look(time, facts, rules) });
  }

  async look(time: string, facts: SubjectFacts = owes(), rules: Partial<Look> = {}): Promise<string[]> {
    return this.to(await advance(this.automation, this.state, lookAt(time, facts, rules)));
  }

  /** The outcome of the delivery it waits for. */
  async comesOut(
    result: Outcome['result'],
    time: string,
    facts: SubjectFacts = owes(),
    rules: Partial<Look> = {},
  ): Promise<string[]> {
    const outcome = { step: this.state.step, occurrence: occurrenceOf(this.state.passes), result };
    return this.to(await advance(this.automation, this.state, lookAt(time, facts, rules), outcome));
  }

  private to({ journey, decisions }: Advanced): string[] {
    // Through JSON, since that is how it is kept between looks.
    this.state = JSON.parse(JSON.stringify(journey)) as JourneyState;
    return decisions.map(told);
  }
}
