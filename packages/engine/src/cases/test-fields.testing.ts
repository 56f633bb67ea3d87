import type { FieldDefinition, FieldId, FieldType } from '@dunwell/language';

/** A field of each type, named after it, and day counts that are stored as the date they count from or to. */
export const TEST_FIELDS: Readonly<Record<FieldId, FieldType>> = {
  'test.days': 'days',
  'test.daysSince': 'days',
  'test.streakDay': 'days',
  'test.daysUntil': 'days',
  'test.count': 'count',
  'test.number': 'number',
  'test.exactNumber': 'number',
  'test.money': 'money',
  'test.date': 'date',
  'test.text': 'text',
  'test.choice': 'choice',
  'test.list': 'list',
  'test.boolean': 'boolean',
};

export const TEST_FIELD_IDS: readonly FieldId[] = Object.keys(TEST_FIELDS);

export function testFieldOf(id: FieldId): FieldDefinition {
  const type = TEST_FIELDS[id];
  if (type === undefined) throw new Error(`there is no field ${id}`);
  return {
    id,
    group: 'account',
    label: id,
    type,
    meaning: 'For tests.',
    provider: 'billing',
    notSet: 'For tests.',
  };
}
