import { renderMessage } from '@dunwell/language';
import type { EffectContext, Lacks } from './connector.js';

/** What a text of an action is filled with. */
export type RenderValues = Pick<EffectContext, 'values' | 'language'>;

/** Fills one Liquid text of an action; what it lacks in words that name the text: "The subject" (S17). */
export function renderText(
  what: string,
  text: string,
  { values, language }: RenderValues,
): { kind: 'text'; text: string } | Lacks {
  const rendered = renderMessage(text, values, { language });
  if ('ok' in rendered) return { kind: 'text', text: rendered.ok };
  if ('error' in rendered)
    return {
      kind: 'lacks',
      code: 'textNotRendered',
      problem: `${what} cannot be filled in: ${rendered.error} Correct the text.`,
    };
  const names = rendered.missing.map((name) => `“${name}”`).join(', ');
  const [are, them] = rendered.missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return {
    kind: 'lacks',
    code: 'variableNotSet',
    problem: `${what} uses ${names}, which ${are} not set here. Set ${them} for the customer, or say in the text what to write instead: {{ … | default: "…" }}.`,
  };
}

/** A text as one line: line breaks, tabs and other control characters become spaces. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
