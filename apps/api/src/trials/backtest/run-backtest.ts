import type { BacktestLine, BacktestRequest } from '@dunwell/contract';
import { daysBetween } from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import type { AppError } from '../../platform/http/app-error.js';
import { trialRefused } from '../trial-refused.js';
import { newTrial } from '../play/trial.js';
import { trialDocument, type TrialDocument } from '../trial-document.js';
import { openSnapshot } from '../trial-snapshot.js';
import { orTimeout } from '../trial-timeouts.js';
import { Backtest, type BacktestOptions } from './backtest.js';
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
  options: BacktestOptions,
): AsyncGenerator<BacktestLine> {
  refusePeriod(request);
  const snapshot = await openSnapshot(dataSource);
  try {
    const { manager } = snapshot;
    const tried = await trialDocument(manager, workspaceId, request);
    const { trigger } = tried.document;
    if (trigger.kind !== 'schedule') throw notScheduled(trigger);
    const { from, to } = request;
    const trial = newTrial(manager, workspaceId, tried);
    yield* new Backtest(trial, trigger, { from, to }, options).lines();
  } catch (error) {
    throw orTimeout(error);
  } finally {
    await snapshot.close();
  }
}

function refusePeriod({ from, to }: Period): void {
  if (to < from)
    throw trialRefused('to', 'periodBackwards', `The period ends (${to}) before it begins (${from}).`);
  const days = daysBetween(from, to);
  if (days > LONGEST_PERIOD_DAYS) {
    const message = `From ${from} to ${to} are ${days} days; a backtest covers at most ${LONGEST_PERIOD_DAYS}. Choose a shorter period.`;
    throw trialRefused('to', 'periodTooLong', message);
  }
}

function notScheduled({ kind }: TrialDocument['document']['trigger']): AppError {
  const starts = kind === 'event' ? 'by an event' : 'by hand';
  const message = `The automation is started ${starts}: only what runs on a schedule can be backtested. Use a test run.`;
  return trialRefused('document.trigger', 'notScheduled', message);
}
