import { describe, expect, it } from '@jest/globals';
import { holdFaults, toHold, usualHold } from './hold-values.js';

const usual = usualHold('2026-11-24');

describe('the form of a hold', () => {
  it('begins with two weeks of courtesy', () => {
    expect(usual).toEqual({ reason: 'courtesy', until: '2026-12-08', leaveOut: false, note: '' });
  });

  it('S14 wants an end for a courtesy, and for nothing else', () => {
    expect(holdFaults({ ...usual, until: null })).toHaveProperty('until');
    expect(holdFaults({ ...usual, reason: 'dispute', until: null })).toEqual({});
    expect(holdFaults(usual)).toEqual({});
  });

  it('wants to know why where no reason fits', () => {
    expect(holdFaults({ ...usual, reason: 'other' })).toHaveProperty('note');
    expect(holdFaults({ ...usual, reason: 'other', note: 'moving house' })).toEqual({});
  });

  it('sends no empty note', () => {
    expect(toHold({ ...usual, note: '  ' })).not.toHaveProperty('note');
    expect(toHold({ ...usual, note: ' moving house ' })).toHaveProperty('note', 'moving house');
  });
});
