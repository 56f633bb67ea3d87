import { describe, expect, it } from '@jest/globals';
import { funnelSteps } from './funnel-steps.js';

const FUNNEL = {
  lookedAt: 3_000,
  candidates: 300,
  matched: 20,
  entered: 15,
  heldBack: { accountHold: 2, quietHours: 1 },
  alreadyEntered: 0,
  endedBeforeActing: 0,
  missed: 5,
  errors: 0,
  disagreements: 0,
  durationMs: 400,
};

describe('a funnel', () => {
  it('goes from all to those who entered, then names only what there is', () => {
    expect(funnelSteps(FUNNEL).map(({ label, count }) => [label, count])).toEqual([
      ['Looked at', 3_000],
      ['Candidates', 300],
      ['Matched', 20],
      ['Entered', 15],
      ['of these held back', 3],
      ['Missed', 5],
    ]);
  });

  it('says why something is held back', () => {
    expect(funnelSteps(FUNNEL)[4]!.detail).toBe('2 account on hold, 1 quiet hours');
  });

  it('measures against those looked at', () => {
    expect(funnelSteps(FUNNEL).map(({ share }) => share)).toEqual([
      1,
      0.1,
      20 / 3_000,
      0.005,
      0.001,
      5 / 3_000,
    ]);
  });

  it('of a date without anybody measures nothing', () => {
    const nobody = { ...FUNNEL, lookedAt: 0, candidates: 0, matched: 0, entered: 0, heldBack: {}, missed: 0 };
    expect(funnelSteps(nobody).every(({ share }) => share === 0)).toBe(true);
  });
});
