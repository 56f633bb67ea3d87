import type { RibbonEffect } from '@dunwell/contract';
import { describe, expect, it } from '@jest/globals';
import { doneInWords } from './effect-words.js';

const suspension: Omit<RibbonEffect, 'status'> = {
  ...{ at: '2026-03-02T09:00:00.000Z', date: '2026-03-02', delivery: 'key', journeyId: 'journey' },
  ...{ automationId: 'automation', automation: 'Past due', kind: 'suspendService', step: 'Suspend' },
};

describe('what Dunwell did, on the ribbon', () => {
  it.each<[RibbonEffect['status'], string, string]>([
    ['done', 'Suspend', 'done'],
    ['accepted', 'Suspend, outcome to follow', 'done'],
    ['needsAttention', 'Suspend needs attention', 'failed'],
  ])('%s', (status, title, tone) => {
    expect(doneInWords({ ...suspension, status })).toMatchObject({ title, tone, detail: 'Past due' });
  });
});
