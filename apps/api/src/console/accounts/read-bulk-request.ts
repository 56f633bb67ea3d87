import type { BulkAccountsRequest, BulkAction } from '@dunwell/contract';
import { invalidRequest, type RequestProblem } from '../../platform/http/app-error.js';
import type { BulkAccountsBody } from './bulk.dto.js';

/** The request a body stands for; refuses what does not go together (S18). */
export function readBulkRequest({
  requestId,
  accounts,
  filter,
  expected,
  action,
}: BulkAccountsBody): BulkAccountsRequest {
  const problems = [...placeProblems({ accounts, filter }), ...actionProblems(action)];
  if (problems.length > 0) throw invalidRequest(problems);
  return {
    requestId,
    ...(accounts && { accounts: [...new Set(accounts)] }),
    ...(filter && { filter }),
    expected,
    action: action as BulkAction,
  };
}

function placeProblems({
  accounts,
  filter,
}: Pick<BulkAccountsBody, 'accounts' | 'filter'>): RequestProblem[] {
  if ((accounts === undefined) !== (filter === undefined)) return [];
  const message = 'Name either accounts or a filter, and not both.';
  return [{ path: 'accounts', code: 'accountsOrFilter', message }];
}

/** What each kind is made of: what it needs, and what it may have besides. */
const SETTINGS: Readonly<Record<BulkAction['kind'], { needs: string; may: readonly string[] }>> = {
  addTag: { needs: 'tag', may: [] },
  removeTag: { needs: 'tag', may: [] },
  placeHold: { needs: 'reason', may: ['until', 'leaveOut', 'note'] },
};

function actionProblems({ kind, ...given }: BulkAccountsBody['action']): RequestProblem[] {
  const { needs, may } = SETTINGS[kind];
  const names = Object.keys(given);
  const foreign = names.filter((name) => name !== needs && !may.includes(name));
  return [
    ...(names.includes(needs)
      ? []
      : [{ path: `action.${needs}`, code: 'required', message: `${kind} needs ${needs}.` }]),
    ...foreign.map((name) => ({
      path: `action.${name}`,
      code: 'unknown',
      message: `${kind} has no ${name}. Take it away.`,
    })),
  ];
}
