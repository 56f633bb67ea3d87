import { TEMPLATES, type AutomationDocument } from '@dunwell/language';

/** Reminds members who stay past due; the one that has been live for a month. */
export const REMINDERS: AutomationDocument = { ...template('past-due-14-30'), name: 'Past due 14 / 30 days' };

const CALLS_FROM_TEMPLATE = template('high-value-call');

/** Asks for a call about large debts, on Mondays. */
export const CALLS: AutomationDocument = {
  ...CALLS_FROM_TEMPLATE,
  name: 'High value overdue: call on Monday',
  trigger: { kind: 'schedule', every: 'week', weekday: 1, at: '09:00' },
  entry: {
    when: {
      all: [
        {
          field: 'account.overdueBalance',
          operator: 'atLeast',
          value: [
            { currency: 'EUR', amount: 60_000 },
            { currency: 'GBP', amount: 50_000 },
            { currency: 'USD', amount: 70_000 },
          ],
        },
        { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 5 },
      ],
    },
    reentry: { kind: 'oncePerStreak' },
  },
};

/** A draft that somebody may try and publish. */
export const CARDS: AutomationDocument = template('card-expires');

function template(id: string): AutomationDocument {
  const found = TEMPLATES.find((one) => one.id === id);
  if (!found) throw new Error(`There is no template ${id}.`);
  return found.document;
}
