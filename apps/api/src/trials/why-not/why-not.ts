import type { WhyNotResult, WhyNotSubject } from '@dunwell/contract';
import { addDays, isScheduledOn, zoneOn, type ZoneHistory } from '@dunwell/engine';
import type { DataSource, EntityManager } from 'typeorm';
import { findAutomation } from '../../automations/automation-record.js';
import {
  accountZones,
  momentFor,
  momentOf,
  resolveAccountKeys,
  type Moment,
} from '../../billing/billing-reader.js';
import { notFound } from '../../platform/http/app-error.js';
import { mustGet } from '../../platform/must.js';
import type { DecidedSubject } from '../../runtime/decide/decide-entries.js';
import { decideAccounts } from '../play/decide-accounts.js';
import { newTrial, type Trial } from '../play/trial.js';
import { refuseEventFields } from '../refuse-event-fields.js';
import { trialDocument } from '../trial-document.js';
import { openSnapshot } from '../trial-snapshot.js';
import { orTimeout } from '../trial-timeouts.js';
import { failingComparisons, fieldsToChange } from './failing-comparisons.js';
import { firstEntryDates } from './first-entry-dates.js';
import { realHistory } from './real-history.js';
import { takenKeys, type TakenKey } from '../../runtime/decide/taken-keys.js';

export interface WhyNotQuestion {
  automationId: string;
  /** Its key. */
  account: string;
  /** Business now. */
  now: Date;
}

/** Why an account does not enter, by the facts of the schedule's last occurrence, and when it will (S20). */
export async function whyNot(
  dataSource: DataSource,
  workspaceId: string,
  { automationId, account, now }: WhyNotQuestion,
): Promise<WhyNotResult> {
  const snapshot = await openSnapshot(dataSource);
  try {
    const { manager } = snapshot;
    const record = await findAutomation(manager, workspaceId, automationId);
    if (!record) throw notFound('automation', automationId);
    const version = record.liveVersion;
    const source = version === null ? { document: record.document } : { automationId, version };
    const tried = await trialDocument(manager, workspaceId, source);
    refuseEventFields(tried.document);
    const accountId = (await resolveAccountKeys(manager, workspaceId, [account])).get(account);
    if (accountId === undefined) throw notFound('account', account);
    return {
      automation: { id: automationId, name: record.name },
      version,
      account,
      ...(await explainAccount(newTrial(manager, workspaceId, tried), {
        automationId,
        accountId,
        now: now.getTime(),
      })),
    };
  } catch (error) {
    throw orTimeout(error);
  } finally {
    await snapshot.close();
  }
}

/** The answer for one account, from the trial's snapshot. */
export async function explainAccount(
  trial: Trial,
  of: { automationId: string; accountId: string; now: number },
): Promise<Pick<WhyNotResult, 'asOf' | 'subjects'>> {
  const { at, subjects } = await new AskedAccount(trial, of).explain();
  return { asOf: new Date(at).toISOString(), subjects };
}

class AskedAccount {
  private readonly manager: EntityManager;

  constructor(
    private readonly trial: Trial,
    private readonly of: { automationId: string; accountId: string; now: number },
  ) {
    this.manager = trial.manager;
  }

  async explain(): Promise<{ at: number; subjects: WhyNotSubject[] }> {
    const { automation } = this.trial;
    const { automationId, accountId, now } = this.of;
    const { workspaceId } = automation;
    const history = mustGet(await accountZones(this.manager, workspaceId, [accountId]), accountId);
    const moment = this.lastMoment(history);
    const more = realHistory(this.trial, automationId, moment.date);
    const decided = await decideAccounts(this.trial, moment, [accountId], more);
    const taken = await takenKeys(this.manager, { workspaceId, automationId }, decided);
    const firstDates = await firstEntryDates(this.trial, { automationId, accountId, history, now }, decided);
    return {
      at: moment.at,
      subjects: decided.map((one) => this.explainOne(one, taken, firstDates)),
    };
  }

  private explainOne(
    { subject, decision }: DecidedSubject,
    taken: ReadonlyMap<string, TakenKey>,
    firstDates: ReadonlyMap<string, string>,
  ): WhyNotSubject {
    if (decision.kind === 'failed') throw decision.error;
    const { document } = this.trial.automation.prepared;
    const firstDate = firstDates.get(subject.subjectId) ?? null;
    const failing = failingComparisons(decision);
    const before =
      decision.kind === 'enter'
        ? (taken.get(decision.key) ?? null)
        : decision.kind === 'tooSoon'
          ? { date: decision.lastStartOn, journeyId: null }
          : null;
    const exit =
      decision.kind === 'exitHolds'
        ? {
            id: decision.exit.exit.id,
            label: decision.exit.exit.label,
            explanation: decision.exit.explanation,
          }
        : null;
    return {
      subject: { kind: document.subject, key: subject.subjectKey, account: subject.accountKey },
      verdict: before === null ? VERDICTS[decision.kind] : 'enteredBefore',
      entry: document.entry.when === null ? null : decision.entry,
      failing,
      exit,
      enteredBefore: before,
      firstDate,
      fieldsToChange: firstDate === null ? fieldsToChange(failing, exit?.explanation ?? null) : [],
    };
  }

  /** The schedule's last occurrence for this account; without a schedule, business now. */
  private lastMoment(history: ZoneHistory): Moment {
    const { now } = this.of;
    const { trigger } = this.trial.automation.prepared.document;
    const current = momentOf(now, history);
    if (trigger.kind !== 'schedule') return current;
    for (let date = current.date; ; date = addDays(date, -1)) {
      if (!isScheduledOn(trigger, date)) continue;
      const moment = momentFor(trigger, date, zoneOn(history, date));
      if (moment.at <= now) return moment;
    }
  }
}

const VERDICTS: Readonly<
  Record<Exclude<DecidedSubject['decision']['kind'], 'failed'>, WhyNotSubject['verdict']>
> = {
  noMatch: 'entryFails',
  noStep: 'noEffect',
  exitHolds: 'exitHolds',
  tooSoon: 'enteredBefore',
  enter: 'wouldEnter',
};
