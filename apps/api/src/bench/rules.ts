import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AutomationDocument } from '@dunwell/language';
import { readDocument } from '../automations/read-document.js';
import { folders } from '../config/load-config.js';

/** The rule that started it all: few match on any one date. */
export async function exactlyDay14Or30(): Promise<AutomationDocument> {
  const json = await readFile(join(folders.project, 'examples/past-due-14-30.json'), 'utf8');
  return readDocument(JSON.parse(json));
}

/** The same said with `at least`: most of those past due match, and all of them enter on every date. */
export function atLeast14Days(exactly: AutomationDocument): AutomationDocument {
  return readDocument({
    ...exactly,
    name: 'At least 14 days past due with an active subscription',
    entry: {
      when: {
        all: [
          { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 14 },
          { field: 'account.activeSubscriptionCount', operator: 'atLeast', value: 1 },
        ],
      },
      reentry: { kind: 'everyMatch' },
    },
    first: 'friendly',
    steps: { friendly: exactly.steps.friendly },
  });
}
