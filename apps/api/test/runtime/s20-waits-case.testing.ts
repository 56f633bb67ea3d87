import { checkDocument, type AutomationDocument, type Reentry, type Step } from '@dunwell/language';
import fc from 'fast-check';
import { arbitraryDocument } from '../../../../packages/engine/src/plan/arbitrary-document.testing.js';
import { RUNNABLE } from '../../src/automations/runnable.js';
import { act, REMIND } from './delivery-world.testing.js';
import { streakDay } from './evaluation-world.testing.js';
import { account, type S20Case } from './s20-case.testing.js';

const PAID = {
  id: 'paid',
  label: 'Paid',
  when: { field: 'account.overdueBalance', operator: 'equals', value: 0 },
} as const;

const NINTH = { id: 'ninth', label: 'Day 9', when: streakDay('equals', 9) };

const CONTEXT = { attributes: { account: {}, invoice: {} }, currencies: ['EUR'], customEvents: {} };

/** A journey of any steps: waits of all forms, branches and repeats, one within the other. */
function waitingDocument(): fc.Arbitrary<AutomationDocument> {
  return fc
    .record({
      steps: arbitraryDocument,
      subject: fc.constantFrom('account' as const, 'account' as const, 'invoice' as const),
      reentry: fc.constantFrom<Reentry>(
        { kind: 'oncePerStreak' },
        { kind: 'once' },
        { kind: 'afterDays', days: 4 },
      ),
      fromDay: fc.integer({ min: 1, max: 4 }),
      exits: fc.constantFrom<AutomationDocument['exit']>([PAID], [PAID, NINTH], [NINTH], []),
      hasWindow: fc.boolean(),
    })
    .map(({ steps: { first, steps }, subject, reentry, fromDay, exits, hasWindow }): AutomationDocument => ({
      schemaVersion: 1,
      name: 'Generated',
      subject,
      trigger: { kind: 'schedule', every: 'day', at: '09:00' },
      entry: {
        when:
          subject === 'account'
            ? streakDay('atLeast', fromDay)
            : { field: 'invoice.daysPastDue', operator: 'atLeast', value: fromDay },
        reentry,
      },
      exit: exits,
      ...(hasWindow && {
        limits: { sendWindow: { from: '10:30', to: '17:00', weekdays: [1, 2, 3, 4, 5] } },
      }),
      first: 'start',
      steps: { start: task('start', first), ...inKind(steps, hasWindow) },
    }))
    .filter((document) => {
      const problems = checkDocument(document, CONTEXT, { mode: 'publish', runnable: RUNNABLE });
      const waits = Object.values(document.steps).some(({ kind }) => kind === 'wait' || kind === 'waitFor');
      return waits && problems.every(({ severity }) => severity !== 'error');
    });
}

const TASK = { kind: 'createTask', title: 'Call', dueInDays: 1 } as const;

const task = (title: string, next: string | null): Step => act({ ...TASK, title }, { next });

/**
 * Effects that change no facts; those with an arm for their failure always fail: nobody here has an address. None that a
 * send window could hold back, since a test run knows of no newer journey that takes its place.
 */
function inKind(steps: AutomationDocument['steps'], hasWindow: boolean): AutomationDocument['steps'] {
  return Object.fromEntries(
    Object.entries(steps).map(([id, step]): [string, Step] => {
      if (step.kind !== 'action') return [id, step];
      if (typeof step.onFailure !== 'string') return [id, task(id, step.next)];
      return [id, { ...step, action: hasWindow ? TASK : REMIND }];
    }),
  );
}

export const s20WaitsCase: fc.Arbitrary<S20Case> = fc.record({
  accounts: fc.array(account(), { minLength: 12, maxLength: 12 }),
  documents: fc.array(waitingDocument(), { minLength: 5, maxLength: 5 }),
});
