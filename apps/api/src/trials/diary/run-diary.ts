import type { DiaryRequest, DiaryResult } from '@dunwell/contract';
import { addDays } from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import { accountByKey, accountZones } from '../../billing/billing-reader.js';
import { mustGet } from '../../platform/must.js';
import { assume } from '../assume.js';
import type { TrialTools } from '../play/trial-tools.js';
import { newTrial } from '../play/trial.js';
import { trialDocument } from '../trial-document.js';
import { trialRefused } from '../trial-refused.js';
import { openRolledBack, openSnapshot } from '../trial-snapshot.js';
import { orTimeout } from '../trial-timeouts.js';
import { writeDiary } from './write-diary.js';

export interface RunDiaryOptions {
  tools: TrialTools;
  /** Business now, as of which assumed facts are sent. */
  now: Date;
}

/** Answers a diary; with facts assumed in a transaction that is rolled back in every case (S19). */
export async function runDiary(
  dataSource: DataSource,
  workspaceId: string,
  request: DiaryRequest,
  { tools, now }: RunDiaryOptions,
): Promise<DiaryResult> {
  const { account: key, from, days, whatIf } = request;
  const opened = whatIf === undefined ? await openSnapshot(dataSource) : await openRolledBack(dataSource);
  try {
    const { manager } = opened;
    const tried = await trialDocument(manager, workspaceId, request);
    const account = await accountByKey(manager, workspaceId, key);
    if (account === null) {
      throw trialRefused('account', 'unknownAccount', `There is no account ${key} in this workspace.`);
    }
    const { accountId, currency } = account;
    const accounts = new Map([[key, accountId]]);
    if (whatIf !== undefined) await assume(manager, { workspaceId, now, since: from, accounts }, whatIf);
    const history = mustGet(await accountZones(manager, workspaceId, [accountId]), accountId);
    return await writeDiary(
      newTrial(manager, workspaceId, tried),
      { key, currency },
      { accountId, history, from, to: addDays(from, days - 1) },
      tools,
    );
  } catch (error) {
    throw orTimeout(error);
  } finally {
    await opened.close();
  }
}
