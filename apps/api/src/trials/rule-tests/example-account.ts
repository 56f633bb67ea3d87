import type { BillingEntity, ExampleFacts } from '@dunwell/contract';
import { startOfDay, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountByKey, accountZones } from '../../billing/billing-reader.js';
import { applyTogether, declareAttributesOf, placeHold } from '../../billing/billing-what-if.js';
import { makeWorkspace } from '../../identity/make-workspace.js';
import { DEFAULT_SETTINGS } from '../../identity/settings/default-settings.js';
import { writeSettings } from '../../identity/settings/write-settings.js';
import { AppError, type RequestProblem } from '../../platform/http/app-error.js';
import { mustGet } from '../../platform/must.js';

/** An example account in a workspace of its own. */
export interface ExampleAccount {
  workspaceId: string;
  accountId: string;
  history: ZoneHistory;
}

export interface Example {
  /** The workspace whose attributes it may use. */
  workspaceId: string;
  facts: ExampleFacts;
  /** The date from whose beginning on undated changes hold. */
  from: string;
}

/** The zone of examples that name none. */
const USUAL_ZONE = 'UTC';

/**
 * Makes an example account by the functions that take in real ones, in a workspace that nobody else sees and that the
 * caller's rollback makes undone (S19). Its workspace has the real one's attributes and nothing else, so that a test
 * comes out the same whatever else there is. Answers problems of its facts instead where they are refused.
 */
export async function makeExampleAccount(
  manager: EntityManager,
  { workspaceId: from, facts, from: firstDate }: Example,
): Promise<{ account: ExampleAccount } | { problems: RequestProblem[] }> {
  const { holds = [], ...rows } = facts;
  const alone = onlyAccount(facts);
  if ('problems' in alone) return alone;
  const { key, timeZone } = alone;
  const now = new Date(startOfDay(firstDate, timeZone));
  const workspaceId = await makeWorkspace(manager, { name: 'Example company', timeZone }, now);
  // Money and service actions are tried as if somebody carried them out.
  const provider = { kind: 'practice', url: null } as const;
  await writeSettings(manager, workspaceId, { ...DEFAULT_SETTINGS, provider });
  await declareAttributesOf(manager, { from, to: workspaceId });
  const context = { workspaceId, now, assumed: true };
  const refused = await applyTogether(manager, context, rows);
  const problems = refused.flatMap(({ entity, index, problems: found }) =>
    found.map(({ field, code, message }) => ({ path: `facts.${entity}[${index}].${field}`, code, message })),
  );
  if (problems.length > 0) return { problems };
  for (const [index, input] of holds.entries()) {
    const refusal = await refusalOf(placeHold(manager, context, { input, author: 'Example' }));
    if (refusal !== null) return { problems: problemsOf(refusal, `facts.holds[${index}]`) };
  }
  const account = await accountByKey(manager, workspaceId, key);
  if (account === null) throw new Error(`The example account ${key} was not made.`);
  const { accountId } = account;
  const history = mustGet(await accountZones(manager, workspaceId, [accountId]), accountId);
  return { account: { workspaceId, accountId, history } };
}

/** The one account an example is about, and its zone; refuses none, several, and rows about another. */
export function onlyAccount(
  facts: ExampleFacts,
): { key: string; timeZone: string } | { problems: RequestProblem[] } {
  const keys = new Set((facts.accounts ?? []).map(({ account }) => account));
  const [key] = keys;
  if (key === undefined || keys.size > 1) {
    const message = `An example has exactly one account, not ${keys.size}.`;
    return { problems: [{ path: 'facts.accounts', code: 'oneAccount', message }] };
  }
  const strangers = (Object.entries(facts) as [BillingEntity | 'holds', { account: string }[]][]).flatMap(
    ([entity, rows]) =>
      rows.flatMap(({ account }, index): RequestProblem[] => {
        if (account === key) return [];
        const message = `The example is about ${key}, not ${account}.`;
        return [{ path: `facts.${entity}[${index}].account`, code: 'otherAccount', message }];
      }),
  );
  if (strangers.length > 0) return { problems: strangers };
  const timeZone = facts.accounts?.find((row) => row.timeZone)?.timeZone ?? USUAL_ZONE;
  return { key, timeZone };
}

async function refusalOf(work: Promise<unknown>): Promise<AppError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return error;
    throw error;
  }
}

function problemsOf({ problems = [], code, message }: AppError, path: string): RequestProblem[] {
  if (problems.length === 0) return [{ path, code, message }];
  return problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` }));
}
