import { compileCondition, pathConditions, sql, type CompiledCondition } from '@dunwell/engine';
import { CANDIDATE, type FactField, type FactSource, type Narrowing } from '../../billing/billing-reader.js';
import type { AutomationInWorkspace } from './automation-in-workspace.js';

export interface EntryNarrowing extends Narrowing {
  /** Whether SQL says all that the conditions say: then the engine must agree on everyone who is let through. */
  complete: boolean;
}

/**
 * Who may enter on a date, as SQL: the entry and the cases of some path to an effect. It may let too many through,
 * never too few; the engine decides.
 */
export function narrowToEntries(
  automation: AutomationInWorkspace,
  source: FactSource,
  date: string,
): EntryNarrowing {
  const fields: FactField[] = [];
  const recording: FactSource = (field, params) => {
    fields.push({ field, params });
    return source(field, params);
  };
  const { document, fieldOf } = automation.prepared;
  const paths = pathConditions(document).map(({ when }) =>
    compileCondition(when, fieldOf, recording, { date, currency: CANDIDATE.currency }),
  );
  return { ...anyOf(paths), fields };
}

function anyOf(paths: readonly CompiledCondition[]): Pick<EntryNarrowing, 'sql' | 'complete'> {
  return {
    sql: paths.reduce((before, { where }) => sql`${before} or (${where})`, sql`false`),
    complete: paths.every(({ complete }) => complete),
  };
}
