import type { Start, StartResult } from '@dunwell/contract';
import type { Subject } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { lockAutomation, type AutomationRecord } from '../../automations/automation-record.js';
import {
  accountZones,
  momentOf,
  resolveAccountKeys,
  subjectsOfAccounts,
  type SubjectOfAccounts,
} from '../../billing/billing-reader.js';
import { AppError, conflict, notFound } from '../../platform/http/app-error.js';
import { mustGet } from '../../platform/must.js';
import { VersionsInWorkspace, type ReadyVersion } from '../decide/versions-in-workspace.js';
import { freshInstant, lockAccounts } from '../deliveries/lock-accounts.js';
import { startSubjects, type StartAsked } from '../events/start-subjects.js';
import { toStart } from './told-start.js';

/** More subjects than a person starts with at once. */
const MOST_SUBJECTS = 1_000;

/** What a person or key asks for. */
export interface HandStart {
  automationId: string;
  /** Keys of accounts. */
  accounts: readonly string[];
  businessNow: Date;
}

/** What came of it, with the automation's name for the audit log. */
export interface StartedByHand extends StartResult {
  automation: string;
}

/**
 * Starts a rule by hand for everything of some accounts that it is about, on the facts of business now (S0): the entry,
 * exits and entry keys count as they do everywhere. Refused as a whole where the rule is not live or is started by
 * something else, or where an account is not known.
 */
export async function startByHand(
  manager: EntityManager,
  workspaceId: string,
  { automationId, accounts, businessNow }: HandStart,
): Promise<StartedByHand> {
  const automation = await lockAutomation(manager, workspaceId, automationId);
  if (!automation) throw notFound('automation', automationId);
  const version = liveVersionOf(automation);
  const ready = await new VersionsInWorkspace(manager, workspaceId).get(automationId, version);
  refuseOtherTrigger(ready);
  const keys = [...new Set(accounts)];
  const ids = await knownAccounts(manager, workspaceId, keys);
  const locked = await lockAccounts(manager, workspaceId, [...ids.values()]);
  const now = freshInstant(locked, businessNow);
  const { subject } = ready.prepared.document;
  const subjects = await subjectsOf(manager, workspaceId, subject, [...ids.values()]);
  const zones = await accountZones(manager, workspaceId, [...ids.values()]);
  const asked = new Map(
    subjects.map((one): [SubjectOfAccounts, StartAsked] => {
      const { subjectId, accountId } = one;
      const moment = momentOf(now.getTime(), mustGet(zones, accountId));
      const changeNo = mustGet(locked.changeNos, accountId);
      return [one, { automationId, version, ready, subjectId, accountId, moment, changeNo, isLate: false }];
    }),
  );
  const became = await startSubjects(manager, workspaceId, [...asked.values()], now);
  const starts = [...ids].flatMap(([account, accountId]): Start[] => {
    const own = [...asked].filter(([one]) => one.accountId === accountId);
    if (own.length === 0)
      return [toStart(ready, { kind: 'account', key: account, account }, { kind: 'noSubject' })];
    return own.map(([{ key }, start]) =>
      toStart(ready, { kind: subject, key, account }, mustGet(became, start)),
    );
  });
  const started = starts.filter(({ outcome }) => outcome === 'started').length;
  return { automation: automation.name, started, starts };
}

function liveVersionOf({ status, liveVersion, name }: AutomationRecord): number {
  if (status === 'live' && liveVersion !== null) return liveVersion;
  const why = {
    draft: 'has never been published. Publish it first.',
    paused: 'is paused: nothing enters while it is. Resume it first.',
    archived: 'is archived for good. Start another.',
    live: 'has no live version.',
  }[status];
  throw conflict('notLive', `${name} ${why}`);
}

function refuseOtherTrigger({ prepared: { document } }: ReadyVersion): void {
  const { trigger, name } = document;
  if (trigger.kind === 'manual') return;
  const by = trigger.kind === 'schedule' ? 'its schedule' : `the event ${trigger.event}`;
  throw conflict(
    'notStartedByHand',
    `${name} is started by ${by}, not by hand. Choose a rule that is started by hand.`,
  );
}

async function knownAccounts(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const ids = await resolveAccountKeys(manager, workspaceId, keys);
  const problems = keys.flatMap((key, index) =>
    ids.has(key)
      ? []
      : [
          {
            path: `accounts[${index}]`,
            code: 'unknownAccount',
            message: `There is no account ${key} in this workspace.`,
          },
        ],
  );
  const [first] = problems;
  if (first) throw new AppError({ code: 'unknownAccount', status: 422, message: first.message, problems });
  return new Map(keys.map((key) => [key, mustGet(ids, key)]));
}

async function subjectsOf(
  manager: EntityManager,
  workspaceId: string,
  subject: Subject,
  accountIds: readonly string[],
): Promise<SubjectOfAccounts[]> {
  const found = await subjectsOfAccounts(manager, workspaceId, {
    subject,
    accountIds,
    limit: MOST_SUBJECTS + 1,
  });
  if (found.length <= MOST_SUBJECTS) return found;
  throw new AppError({
    code: 'tooManySubjects',
    status: 422,
    message: `The accounts have more than ${MOST_SUBJECTS} of what this rule is about. Name fewer accounts.`,
    problems: [{ path: 'accounts', code: 'tooManySubjects', message: 'Name fewer accounts.' }],
  });
}
