import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import type { Clock } from '../clock/clock.js';
import { REQUESTS_PER_MINUTE, RequestBudgetGuard } from './request-budget.guard.js';

const from = (id: string) =>
  ({ switchToHttp: () => ({ getRequest: () => ({ actor: { id } }) }) }) as unknown as ExecutionContext;

describe('the budget of requests', () => {
  it('is per key and minute, and says when it is full again', () => {
    let now = new Date('2026-01-01T00:00:15Z');
    const guard = new RequestBudgetGuard({ machineNow: () => now } as Clock);
    for (let count = 0; count < REQUESTS_PER_MINUTE; count += 1) guard.canActivate(from('a'));
    expect(() => guard.canActivate(from('a'))).toThrow(
      expect.objectContaining({ status: 429, retryAfter: 45 }),
    );
    expect(guard.canActivate(from('b'))).toBe(true);
    now = new Date('2026-01-01T00:01:00Z');
    expect(guard.canActivate(from('a'))).toBe(true);
  });
});
