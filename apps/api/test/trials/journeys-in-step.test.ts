import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  localCalendar,
  playJourney,
  startJourney,
  type JourneyWorld,
  type PlayedJourney,
} from '@dunwell/engine';
import type { AutomationDocument } from '@dunwell/language';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { arbitraryDocument } from '../../../../packages/engine/src/plan/arbitrary-document.testing.js';
import { catalogueContext } from '../../src/automations/catalogue-context.js';
import { accountZones, changeInstants, momentFor } from '../../src/billing/billing-reader.js';
import { EffectTools } from '../../src/runtime/deliveries/effect-tools.js';
import { mustGet } from '../../src/platform/must.js';
import { looksAt } from '../../src/runtime/decide/looks-at.js';
import { decideAccounts } from '../../src/trials/play/decide-accounts.js';
import { JourneysInStep, type JourneyToPlay } from '../../src/trials/play/journeys-in-step.js';
import { performTogether } from '../../src/trials/play/perform-together.js';
import { newTrial, type Trial } from '../../src/trials/play/trial.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';

const ENTERED_ON = '2026-02-03';
const schedule = { kind: 'schedule', every: 'day', at: '09:00' } as const;
const options = (tools: EffectTools) => ({ tools, whenLacking: 'goOn', newerStarted: () => false }) as const;

describe('journeys played in step', () => {
  let app: TestApp;
  let accountIds: string[];
  beforeAll(async () => {
    app = await startTestApp({ now: '2026-06-01T12:00:00Z' });
    const world = World.in(app.dataSource, app.workspaceId, '2026-06-01T12:00:00Z');
    for (const [index, zone] of ['UTC', 'UTC', 'UTC', 'Asia/Kathmandu', 'America/New_York'].entries()) {
      const account = world.account(`K${index}`, { timeZone: zone }).owes('10.00').since('2026-02-01');
      account.owes('5.00').since('2026-02-08').pays('5.00').on(`2026-02-1${index}T15:30:00Z`);
      if (index % 2 === 0) account.owes('7.00').since('2026-02-05');
    }
    await world.save();
    accountIds = [];
    for (let index = 0; index < 5; index += 1) accountIds.push(await world.accountId(`K${index}`));
  }, 60_000);
  afterAll(() => app.close());

  it('go as each goes when it is played alone (S20)', async () => {
    const { manager } = app.dataSource;
    const tools = app.app.get(EffectTools);
    const context = await catalogueContext(manager, app.workspaceId);
    let happened = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (generated) => {
        const document: AutomationDocument = { ...generated, trigger: schedule };
        const trial = (): Trial =>
          newTrial(manager, app.workspaceId, { document, context, limits: { holidays: [] }, stored: null });
        const journeys = await entering(trial(), accountIds);
        const together = await playTogether(trial(), journeys, tools);
        const alone = [];
        for (const journey of journeys) alone.push(await playAlone(manager, trial(), journey, tools));
        expect(together.map(told)).toEqual(alone.map(told));
        happened += together.flatMap(({ trace }) => trace).length;
      }),
      { numRuns: 25, seed: 20_261_122 },
    );
    expect(happened).toBeGreaterThan(200);
  }, 120_000);
});

/** Everybody who enters at 09:00 of the date, each in the account's zone. */
async function entering(trial: Trial, accountIds: readonly string[]): Promise<JourneyToPlay[]> {
  const { manager, automation } = trial;
  const zones = await accountZones(manager, automation.workspaceId, accountIds);
  const journeys: JourneyToPlay[] = [];
  for (const accountId of accountIds) {
    const zone = mustGet(zones, accountId)[0]?.zone ?? 'UTC';
    const moment = momentFor(schedule, ENTERED_ON, zone);
    const horizon = momentFor(schedule, '2026-03-15', zone).at;
    for (const { subject, decision } of await decideAccounts(trial, moment, [accountId])) {
      if (decision.kind !== 'enter') continue;
      journeys.push({ subject, entered: decision, at: moment.at, date: moment.date, horizon });
    }
  }
  return journeys;
}

async function playTogether(
  trial: Trial,
  journeys: readonly JourneyToPlay[],
  tools: EffectTools,
): Promise<PlayedJourney[]> {
  const inStep = new JourneysInStep(trial, performTogether(trial, options(tools)));
  const begun = await inStep.begin(journeys);
  await inStep.runToEnd();
  return Promise.all(begun.map(({ played }) => played));
}

/** The same journey with a statement of its own for everything it asks. */
async function playAlone(
  manager: EntityManager,
  trial: Trial,
  journey: JourneyToPlay,
  tools: EffectTools,
): Promise<PlayedJourney> {
  const { automation, ownEffects } = trial;
  const { subject, entered, at, date, horizon } = journey;
  const { accountId, subjectId } = subject;
  const { workspaceId, prepared } = automation;
  const calendar = localCalendar(mustGet(await accountZones(manager, workspaceId, [accountId]), accountId));
  const perform = performTogether(trial, options(tools));
  const world: JourneyWorld = {
    calendar,
    sendRules: automation.sendRules,
    factsAt: async (instant) => {
      const looks = await looksAt(manager, automation, [subject], instant, trial.fields);
      const { facts } = mustGet(looks, subjectId);
      return ownEffects.appliedTo(facts, { at: instant, date: calendar.dateAt(instant) });
    },
    changesBetween: async (from, to) =>
      (await changeInstants(manager, { workspaceId, accountIds: [accountId], from, to })).get(accountId) ??
      [],
    perform: async (act, look, previous) => {
      const request = { journey, act, look, previous };
      return mustGet(await perform(look.at, [request]), request);
    },
  };
  const state = startJourney(prepared, entered, { at, date, calendar });
  return playJourney(prepared, state, world, { from: at, horizon, atMostLooks: 20_000 });
}

const told = ({ journey, trace, stopped }: PlayedJourney): object => ({ journey, trace, stopped });
