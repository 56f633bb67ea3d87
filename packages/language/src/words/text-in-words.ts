import { FIELDS } from '../fields/catalogue.js';
import { MESSAGE_NAMES } from '../messages/message-variables.js';

const LABELS: ReadonlyMap<string, string> = new Map([
  ...FIELDS.map(({ id, label }) => [id, label] as const),
  ...Object.entries(MESSAGE_NAMES).map(([name, { label }]) => [name, label] as const),
]);

/** A Liquid text on one line with its variables by their labels: "A reminder about [overdue balance]". */
export function textInWords(text: string): string {
  return text
    .replace(
      /\{\{-?\s*([\w.]+)[^}]*\}\}/g,
      (_, name: string) => `[${(LABELS.get(name) ?? name).toLowerCase()}]`,
    )
    .replace(/\s+/g, ' ')
    .trim();
}
