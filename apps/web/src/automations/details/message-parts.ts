import { resolveMessageVariable, type CatalogueContext, type DocumentScope } from '@dunwell/language';

/** A piece of a message as its author wrote it: words, a variable by its label, or an instruction of Liquid. */
export type MessagePart =
  | { kind: 'words'; text: string }
  | { kind: 'variable'; text: string }
  | { kind: 'instruction'; text: string };

const LIQUID = /\{\{-?\s*([^\s|}]+)[^}]*\}\}|\{%-?\s*(.*?)\s*-?%\}/gs;

/** A Liquid text cut into what people read, what is filled in and what decides about it. */
export function messageParts(text: string, scope: DocumentScope, context: CatalogueContext): MessagePart[] {
  const parts: MessagePart[] = [];
  let from = 0;
  for (const found of text.matchAll(LIQUID)) {
    const [whole, variable, instruction] = found;
    if (found.index > from) parts.push({ kind: 'words', text: text.slice(from, found.index) });
    if (variable !== undefined) {
      const known = resolveMessageVariable(variable, scope, context);
      parts.push({ kind: 'variable', text: known?.label.toLowerCase() ?? variable });
    } else parts.push({ kind: 'instruction', text: instruction ?? '' });
    from = found.index + whole.length;
  }
  if (from < text.length) parts.push({ kind: 'words', text: text.slice(from) });
  return parts;
}
