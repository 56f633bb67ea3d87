import type { AutomationOutlook, PlannedEffect } from '@dunwell/contract';
import { describe, expect, it } from '@jest/globals';
import { outlookWords } from './outlook-words.js';

const next: PlannedEffect = {
  at: '2026-12-10T08:00:00Z',
  date: '2026-12-10',
  automationId: 'a',
  automation: 'Past due 14',
  journeyId: 'j',
  kind: 'emailCustomer',
  step: 'Firm reminder',
  heldBack: null,
};
const nothing: AutomationOutlook = {
  automationId: 'a',
  automation: 'Past due 14',
  underWay: false,
  enteredOn: null,
  nextEntryOn: null,
  next: null,
  problem: null,
};

describe('what an automation will do', () => {
  it.each<[Partial<AutomationOutlook>, string]>([
    [{ underWay: true, enteredOn: '2026-11-24', next }, 'Firm reminder on 12-10'],
    [
      { underWay: true, next: { ...next, heldBack: 'accountHold' } },
      'Firm reminder on 12-10, held back: account on hold',
    ],
    [{ underWay: true, enteredOn: '2026-11-24' }, 'Under way since 11-24'],
    [{ nextEntryOn: '2027-01-01', next }, 'Not yet, on 01-01, then Firm reminder'],
    [{ nextEntryOn: '2027-01-01' }, 'Not yet, on 01-01'],
    [{ enteredOn: '2026-04-19' }, 'Nothing more; entered 04-19'],
    [{}, 'Nothing is coming'],
    [{ problem: 'The field is gone.' }, 'Cannot be told: The field is gone.'],
  ])('%j', (outlook, words) => {
    expect(outlookWords({ ...nothing, ...outlook }, (date) => date.slice(5))).toBe(words);
  });
});
