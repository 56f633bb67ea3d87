import { EVENT_FIELD_TYPES, type DeclaredEventField } from '@dunwell/contract';
import { ATTRIBUTE_NAME, type EventPayload } from '@dunwell/language';
import type { RequestProblem } from '../../platform/http/app-error.js';
import { OneOf, Text, Texts } from '../../platform/http/fields.js';
import { readBody } from '../../platform/http/read-body.js';

const MOST_FIELDS = 50;
const MOST_OPTIONS = 100;

class DeclaredFieldBody implements DeclaredEventField {
  @OneOf({ description: 'Its type; never changes.', values: EVENT_FIELD_TYPES })
  type: DeclaredEventField['type'];
  @Text({ description: 'How it is called on screen.', maxLength: 100 }) label: string;
  @Text({ description: 'What it says, in one sentence.', maxLength: 500 }) meaning: string;
  @Texts({
    description: 'Of a choice: what it may be.',
    optional: true,
    maxItems: MOST_OPTIONS,
    maxLength: 200,
  })
  options?: string[];
}

/**
 * Reads what an event is said to tell and finds what is wrong with it (S18): a field keeps the type it was declared with,
 * and options that were there, since rules may ask for them.
 */
export function checkDeclaration(
  payload: Readonly<Record<string, unknown>>,
  before: EventPayload,
): { payload: EventPayload; problems: RequestProblem[] } {
  const problems: RequestProblem[] = [];
  const refuse = (path: string, code: string, message: string): void =>
    void problems.push({ path, code, message });
  const names = Object.keys(payload);
  if (names.length > MOST_FIELDS)
    refuse('payload', 'tooManyFields', `An event has at most ${MOST_FIELDS} fields, not ${names.length}.`);
  const read: Record<string, EventPayload[string]> = {};
  for (const name of names) {
    const path = `payload.${name}`;
    if (!ATTRIBUTE_NAME.test(name))
      refuse(
        path,
        'fieldName',
        `“${name}” cannot be a name: a letter, then letters, digits and _, at most 64.`,
      );
    const field = readBody(DeclaredFieldBody, payload[name], path);
    if (field.kind === 'refused') problems.push(...field.problems);
    else {
      problems.push(...optionProblems(field.input, path));
      const { type, label, meaning, options } = field.input;
      read[name] = { type, label, meaning, ...(options && { options }) };
    }
  }
  for (const [name, known] of Object.entries(before)) {
    const now = Object.hasOwn(read, name) ? read[name] : undefined;
    const path = `payload.${name}`;
    if (!Object.hasOwn(payload, name))
      refuse(path, 'fieldGone', `“${name}” was declared and stays: rules may use it. Name it again.`);
    else if (now && now.type !== known.type)
      refuse(
        `${path}.type`,
        'typeChanged',
        `“${name}” is a ${known.type} and stays one. Declare another field.`,
      );
    else if (now && known.options?.some((option) => !now.options?.includes(option)))
      refuse(
        `${path}.options`,
        'optionGone',
        `Options of “${name}” stay: rules may ask for them. Add to them only.`,
      );
  }
  return { payload: read, problems };
}

function optionProblems({ type, options }: DeclaredEventField, path: string): RequestProblem[] {
  const isChoice = type === 'choice';
  const given = options !== undefined && options.length > 0 && new Set(options).size === options.length;
  if (isChoice === given && isChoice === (options !== undefined)) return [];
  const message = isChoice ? 'A choice needs its options, each once.' : 'Only a choice has options.';
  return [{ path: `${path}.options`, code: 'options', message }];
}
