import { describe, expect, it } from '@jest/globals';
import { readDocumentFile } from './read-document-file.js';

const file = (text: string, size = text.length) => ({
  name: 'rule.json',
  size,
  text: () => Promise.resolve(text),
});

describe('a file', () => {
  it.each([
    ['with a document', '{"schemaVersion":1}', { document: { schemaVersion: 1 } }],
    [
      'as an export is answered',
      '{"automationId":"a","version":4,"document":{"schemaVersion":1}}',
      { document: { schemaVersion: 1 } },
    ],
    ['with other JSON, which the server refuses', '[1]', { document: [1] }],
  ])('%s is read', async (_, text, found) => {
    await expect(readDocumentFile(file(text))).resolves.toEqual(found);
  });

  it.each([
    ['that is no JSON', file('name,amount\n')],
    ['larger than any document', file('{}', 2_000_000)],
  ])('%s is told by its name', async (_, broken) => {
    await expect(readDocumentFile(broken)).resolves.toEqual({
      problem: expect.stringContaining('rule.json'),
    });
  });
});
