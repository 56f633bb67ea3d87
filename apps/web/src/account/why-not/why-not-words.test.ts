import type { WhyNotSubject } from '@dunwell/contract';
import { explanationInWords } from '@dunwell/language';
import { describe, expect, it } from '@jest/globals';
import { contextOf, fieldNames, scopeOf } from './why-not-context.js';
import { enteredWords, whenWords } from './why-not-words.js';

const date = (text: string): string => text;
const subject: WhyNotSubject = {
  subject: { kind: 'account', key: 'A', account: 'A' },
  verdict: 'entryFails',
  entry: null,
  failing: [],
  exit: null,
  enteredBefore: null,
  firstDate: null,
  fieldsToChange: [],
};

describe('when somebody would enter', () => {
  it.each<[Partial<WhyNotSubject>, string | null]>([
    [{ firstDate: '2027-01-01' }, 'If nothing changes, it enters on 2027-01-01.'],
    [
      { verdict: 'enteredBefore', firstDate: '2026-12-10' },
      'If nothing changes, it enters again on 2026-12-10.',
    ],
    [
      { fieldsToChange: ['account.overdueBalance'] },
      'Within a year it does not enter unless this changes: account.overdueBalance.',
    ],
    [{}, 'Within a year it does not enter if nothing changes.'],
    [{ verdict: 'wouldEnter' }, null],
  ])('%j', (change, words) => {
    expect(whenWords({ ...subject, ...change }, date, (ids) => ids.join())).toBe(words);
  });
});

it('says how a start went', () => {
  expect(enteredWords('2026-11-24', 'superseded', date)).toBe('Entered 2026-11-24, followed by a newer one');
});

it('names fields as people know them, attributes of the account too', () => {
  const context = contextOf({ attributes: { seats: 5 }, currency: 'EUR' });
  const scope = scopeOf('account');
  expect(fieldNames(['account.overdueBalance', 'account.attributes.seats'], scope, context)).toBe(
    'overdue balance or seats',
  );
  const [line] = explanationInWords(
    {
      kind: 'comparison',
      field: 'account.attributes.seats',
      operator: 'atLeast',
      required: 3,
      actual: 5,
      holds: true,
    },
    scope,
    context,
  );
  expect(line).toMatchObject({ label: 'seats', required: 'at least 3', actual: '5', mark: 'holds' });
});
