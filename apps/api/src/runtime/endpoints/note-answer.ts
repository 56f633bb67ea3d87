import type { EntityManager } from 'typeorm';
import type { AttemptOutcome } from '../../connectors/connector.js';
import { afterFailure } from './breaker.js';
import { forgetFailures, lockFailing, storeEndpoint } from './endpoint-store.js';

/** Outcomes that say that the endpoint itself is not well, rather than something about the call. */
const NOT_WELL: ReadonlySet<string> = new Set([
  'receiverTimedOut',
  'receiverUnreachable',
  'receiverFailed',
  'brokenTls',
]);

/** Outcomes of a call that was never made. */
const NOT_CALLED: ReadonlySet<string> = new Set([
  'privateNetwork',
  'demoWorkspace',
  'notBegun',
  'webhookSecretUnreadable',
  'unexpectedError',
]);

/** Remembers of an endpoint whether it answered, in the transaction that records the outcome. */
export async function noteAnswer(
  manager: EntityManager,
  workspaceId: string,
  { endpoint, key, outcome }: { endpoint: string; key: string; outcome: AttemptOutcome },
  now: Date,
): Promise<void> {
  const code = 'code' in outcome ? outcome.code : '';
  if (NOT_CALLED.has(code)) return;
  if (!NOT_WELL.has(code)) return forgetFailures(manager, workspaceId, { endpoint, now });
  const problem = 'problem' in outcome ? outcome.problem : '';
  const state = await lockFailing(manager, workspaceId, { endpoint, problem, now });
  const afterSeconds = outcome.kind === 'retry' ? outcome.afterSeconds : undefined;
  await storeEndpoint(
    manager,
    workspaceId,
    endpoint,
    afterFailure(state, { key, endpoint, afterSeconds }, now),
  );
}
