import type { StepId } from '../document/document.js';

/** What a token stands for, for its colour and icon; `text` is what joins the others. */
export type TokenKind = 'text' | 'trigger' | 'condition' | 'action' | 'wait' | 'repeat' | 'exit';

/** A piece of the sentence; one with a `ref` selects what it was made from. */
export interface Token {
  text: string;
  kind: TokenKind;
  ref?: { step: StepId | null; path: string };
}

/** A text that belongs to nothing in the document. */
export const plain = (text: string): Token => ({ text, kind: 'text' });

/** The tokens as one text. */
export const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');

/** Neighbouring plain texts as one token each; empty ones disappear. */
export function merged(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    if (token.text === '') continue;
    if (last?.kind === 'text' && token.kind === 'text')
      result[result.length - 1] = plain(last.text + token.text);
    else result.push(token);
  }
  return result;
}

/** Parts with a separator between them and another before the last. */
export const joined = (parts: readonly Token[][], separator: string, last = separator): Token[] =>
  parts.flatMap((part, index) => {
    if (index === 0) return part;
    return [plain(index === parts.length - 1 ? last : separator), ...part];
  });

/** A text that begins a line. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
