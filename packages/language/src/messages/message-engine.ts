import { Liquid } from 'liquidjs';
import { useMessageFilters } from './message-filters.js';

/** Plain text leaves values as they are; HTML escapes each of them. */
export type MessageFormat = 'text' | 'html';

/** A text of the document is at most so long, in characters. */
export const MAX_TEXT_LENGTH = 10_000;

/** What messages need to repeat and to choose; nothing that assigns, includes or captures. */
const TAGS = new Set(['if', 'unless', 'case', 'for', 'break', 'continue', 'comment', '#', 'raw']);

/** Against template bombs: characters parsed, milliseconds, and items made while rendering one message. */
const LIMITS = { parseLimit: MAX_TEXT_LENGTH, renderLimit: 200, memoryLimit: 100_000 };

/**
 * A Liquid engine that knows only the filters and tags of messages, refuses unknown names, reads own properties
 * only and keeps to limits.
 */
export function createMessageEngine(format: MessageFormat): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    cache: false,
    templates: {},
    outputEscape: format === 'html' ? (value) => escapeHtml(inText(value)) : inText,
    ...LIMITS,
  });
  for (const name of Object.keys(engine.tags)) if (!TAGS.has(name)) Reflect.deleteProperty(engine.tags, name);
  useMessageFilters(engine);
  return engine;
}

/** Lists are shown with commas, since messages have no filter to join them; objects have no text. */
function inText(value: unknown): string {
  if (Array.isArray(value)) return value.map(inText).join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
