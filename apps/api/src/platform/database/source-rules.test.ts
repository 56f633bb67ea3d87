import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const SOURCES = resolve(import.meta.dirname, '../..');
const READS_THE_TIME =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\(|\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b|'(now|today|tomorrow|yesterday)'/i;

/** Every piece of text a file's code holds: literals and the parts of templates, not comments. */
function textsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    ) {
      texts.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.(test|testing)\.ts$/.test(file) && !file.startsWith('platform/'),
);

describe('SQL outside platform', () => {
  it('takes the time as a parameter (S1)', () => {
    expect(files.length).toBeGreaterThan(0);
    const offenders = files.flatMap((file) =>
      textsOf(join(SOURCES, file))
        .filter((text) => READS_THE_TIME.test(text))
        .map((text) => `${file}: ${text.trim().slice(0, 80)}`),
    );
    expect(offenders).toEqual([]);
  });

  it.each([
    ['select now()', true],
    ['where due_on < CURRENT_DATE', true],
    [`select 'today'::date`, true],
    ['select business_now from clock', false],
    ['What is due now (and nothing else) is done.', false],
    ['Business now: what counts.', false],
  ])('finds the time in "%s": %s', (text, found) => {
    expect(READS_THE_TIME.test(text)).toBe(found);
  });
});
