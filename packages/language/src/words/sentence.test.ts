import { describe, expect, it } from '@jest/globals';
import { aWorkspace } from '../fields/catalogue.testing.js';
import { TEMPLATES } from '../templates/templates.js';
import { outline, type OutlineNode } from './outline.js';
import { sentence, sentenceText } from './sentence.js';
import { textOf } from './token.js';

const context = aWorkspace();

const lines = (nodes: readonly OutlineNode[], indent = ''): string[] =>
  nodes.flatMap(({ number, label, detail, children }) => [
    `${indent}${number ? `${number} ` : ''}${label}${detail ? ` — ${detail}` : ''}`,
    ...lines(children, `${indent}  `),
  ]);

describe.each(TEMPLATES.map(({ id, document }) => ({ id, document })))('$id', ({ document }) => {
  it('reads as a sentence', () => {
    expect(sentenceText(document, context)).toMatchSnapshot();
  });

  it('reads as an outline', () => {
    expect(`\n${lines(outline(document, context)).join('\n')}\n`).toMatchSnapshot();
  });

  it('has tokens that lead to a place of the document', () => {
    const tokens = sentence(document, context);
    expect(textOf(tokens)).toBe(sentenceText(document, context));
    for (const { kind, ref } of tokens) expect(ref === undefined).toBe(kind === 'text');
  });
});
