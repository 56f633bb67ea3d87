import type { BacktestLine, BacktestRequest } from '@dunwell/contract';
import { daysBetween } from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import { AppError } from '../../platform/http/app-error.js';
import { automationInWorkspace } from '../../runtime/decide/automation-in-workspace.js';
import { newTrial } from '../play/trial.js';
import { trialDocument, type TrialDocument } from '../trial-document.js';
import { openSnapshot } from '../trial-snapshot.js';
import { Backtest } from './backtest.js';
import type { Period } from './moments-of-period.js';

/** From the first date to the last. */
const LONGEST_PERIOD_DAYS = 1_100;

/**
 * Answers a backtest line by line while it is computed, all of it from one snapshot (S19). What refuses it is thrown
 * before the first line.
 */
export async function* runBacktest(
  dataSource: DataSource,
  workspaceId: string,
  request: BacktestRequest,
  isStillWanted: () => boolean,
): AsyncGenerator<BacktestLine> {
  refusePeriod(request);
  const snapshot = await openSnapshot(dataSource);
  try {
    const { manager } = snapshot;
    const { document, context } = await trialDocument(manager, workspaceId, request);
    const { trigger } = document;
    if (trigger.kind !== 'schedule') throw notScheduled(trigger);
    const automation = automationInWorkspace(workspaceId, document, context);
    const trial = newTrial(manager, automation, [{ field: 'account.overdueBalance' }]);
    const { from, to } = request;
    yield* new Backtest(trial, trigger, { from, to }, isStillWanted).lines();
  } finally {
    await snapshot.close();
  }
}

function refusePeriod({ from, to }: Period): void {
  if (to < from)
    throw refused('to', 'periodBackwards', `The period ends (${to}) before it begins (${from}).`);
  const days = daysBetween(from, to);
  if (days > LONGEST_PERIOD_DAYS) {
    const message = `From ${from} to ${to} are ${days} days; a backtest covers at most ${LONGEST_PERIOD_DAYS}. Choose a shorter period.`;
    throw refused('to', 'periodTooLong', message);
  }
}

function notScheduled({ kind }: TrialDocument['document']['trigger']): AppError {
  const starts = kind === 'event' ? 'by an event' : 'by hand';
  const message = `The automation is started ${starts}: only what runs on a schedule can be backtested. Use a test run.`;
  return refused('document.trigger', 'notScheduled', message);
}

function refused(path: string, code: string, message: string): AppError {
  return new AppError({ code, status: 422, message, problems: [{ path, code, message }] });
}
