import type { Lacks } from '../connector.js';
import { oneLine, renderText, type RenderValues } from '../render-text.js';
import type { Email } from './email.js';
import { htmlOfText } from './html-of-text.js';

/** Fills a message's texts with values of one instant; also what trials show. */
export function renderEmail(
  texts: { subject: string; body: string },
  values: RenderValues,
): ({ kind: 'email' } & Omit<Email, 'to' | 'sender'>) | Lacks {
  const subject = renderText('The subject', texts.subject, values);
  if (subject.kind === 'lacks') return subject;
  const body = renderText('The message', texts.body, values);
  if (body.kind === 'lacks') return body;
  // A value may hold line breaks; in a subject they would end it, or begin another header.
  const line = oneLine(subject.text);
  if (line === '') return empty('The subject');
  const text = body.text.replace(/\r\n?/g, '\n').trim();
  if (text === '') return empty('The message');
  return { kind: 'email', subject: line, text, html: htmlOfText(text, values.language) };
}

const empty = (what: string): Lacks => ({
  kind: 'lacks',
  code: 'emptyText',
  problem: `${what} is empty once it is filled in. Write something that is there in every case.`,
});
