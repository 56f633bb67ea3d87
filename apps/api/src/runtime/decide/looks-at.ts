import { localCalendar, type Look } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import {
  accountZones,
  momentOf,
  readSubjects,
  type FactField,
  type Moment,
  type ReadSubject,
} from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';
import type { AutomationInWorkspace } from './automation-in-workspace.js';
import { factSourceOf } from './fact-source-of.js';
import { mustGet } from '../../platform/must.js';

/** A subject to be looked at, and its account. */
export interface SubjectOfAccount {
  subjectId: string;
  accountId: string;
}

/** A look whose facts carry the names people know the subject by. */
export interface NamedLook extends Look {
  facts: ReadSubject;
}

/**
 * One look at each of these subjects at an instant, by subject id: one statement for all accounts of a zone. Reads
 * what decisions need, or the fields given.
 */
export async function looksAt(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  subjects: readonly SubjectOfAccount[],
  at: number,
  fields: readonly FactField[] = automation.fields,
): Promise<Map<string, NamedLook>> {
  const { workspaceId, prepared, sendRules } = automation;
  const zones = await accountZones(manager, workspaceId, [
    ...new Set(subjects.map(({ accountId }) => accountId)),
  ]);
  const looks = new Map<string, NamedLook>();
  const byMoment = groupBy(subjects, ({ accountId }) => momentKey(momentOf(at, mustGet(zones, accountId))));
  for (const group of byMoment.values()) {
    const moment = momentOf(at, mustGet(zones, group[0].accountId));
    const read = await readSubjects(manager, {
      workspaceId,
      subject: prepared.document.subject,
      moment,
      source: factSourceOf(automation, moment),
      fields,
      subjectIds: [...new Set(group.map(({ subjectId }) => subjectId))],
      limit: group.length,
    });
    for (const facts of read) {
      const calendar = localCalendar(mustGet(zones, facts.accountId));
      looks.set(facts.subjectId, { at, date: moment.date, facts, calendar, sendRules });
    }
  }
  return looks;
}

const momentKey = ({ date, zone }: Moment): string => `${date} ${zone}`;
