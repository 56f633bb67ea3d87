import { describe, expect, it } from '@jest/globals';
import { accountSentence, type AccountStory } from './account-sentence.js';

const NOTHING: AccountStory = {
  today: '2026-11-24',
  currency: 'EUR',
  overdue: 0,
  streak: null,
  notReset: null,
  lastStreak: null,
  next: null,
};
const PAST_DUE = { ...NOTHING, overdue: 16_000, streak: { day: 14, openedOn: '2026-11-11' } };

describe('an account in a sentence', () => {
  it.each<[string, Partial<AccountStory>, string]>([
    [
      'says since when, what did not reset it, and what comes next',
      {
        ...PAST_DUE,
        notReset: { by: 'payment', amount: 8_900, on: '2026-11-19' },
        next: { step: 'Firm reminder', on: '2026-12-10' },
      },
      'Past due 14 days in a row since 11 November 2026. €89.00 paid on 19 November did not reset it. Next: Firm reminder on 10 December.',
    ],
    [
      'says one day',
      { ...PAST_DUE, streak: { day: 1, openedOn: '2026-11-24' } },
      'Past due 1 day since 24 November 2026.',
    ],
    [
      'says the year of what lies in another one',
      { ...PAST_DUE, next: { step: 'Call', on: '2027-01-03' } },
      'Past due 14 days in a row since 11 November 2026. Next: Call on 3 January 2027.',
    ],
    [
      'says what was credited, in a currency without decimals',
      { ...PAST_DUE, currency: 'JPY', notReset: { by: 'credit', amount: 500, on: '2026-11-12' } },
      'Past due 14 days in a row since 11 November 2026. ¥500 credited on 12 November did not reset it.',
    ],
    ['says that nothing was ever overdue', {}, 'Nothing is overdue, and nothing was.'],
    [
      'says when something was overdue last',
      { lastStreak: { days: 11, endedOn: '2026-10-30' } },
      'Nothing is overdue. The last time it was 11 days, until 30 October.',
    ],
    [
      'says one day of the past, and the year',
      { lastStreak: { days: 1, endedOn: '2025-10-30' } },
      'Nothing is overdue. The last time it was 1 day, until 30 October 2025.',
    ],
    [
      'says that fees count no days (S3)',
      { overdue: 1_500 },
      'Only fees are overdue, €15.00: they count no days.',
    ],
    [
      'keeps money of an earlier streak to itself',
      { notReset: { by: 'payment', amount: 100, on: '2026-10-01' } },
      'Nothing is overdue, and nothing was.',
    ],
  ])('%s', (_, story, sentence) => {
    expect(accountSentence({ ...NOTHING, ...story })).toBe(sentence);
  });
});
