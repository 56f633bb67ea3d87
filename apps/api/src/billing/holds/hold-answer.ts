import type { HoldFacts } from './hold-facts.js';
import type { HoldAnswer } from './holds.dto.js';

/** A hold as the API tells it. */
export function answerOf(hold: HoldFacts): HoldAnswer {
  const { id, account, invoice, reason, leaveOut, fromAt, untilAt, liftedAt, note, author, promisedAmount } =
    hold;
  return {
    id,
    account,
    invoice,
    reason,
    leaveOut,
    from: new Date(fromAt).toISOString(),
    until: untilAt === Infinity ? null : new Date(untilAt).toISOString(),
    liftedAt: liftedAt === null ? null : new Date(liftedAt).toISOString(),
    note,
    author,
    promisedAmount,
  };
}
