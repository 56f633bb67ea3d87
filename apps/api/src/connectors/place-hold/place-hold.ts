import { placeHoldsFor, type HoldWritten } from '../../billing/billing-writer.js';
import type { InsideConnector, InsideOutcome } from '../connector.js';

/** A hold on the account, in the name of the automation; an undo lifts this very one (S22). */
export const placeHold: InsideConnector<'placeHold'> = {
  where: 'inside',
  apply: async (manager, effects) => {
    const [first] = effects;
    if (first === undefined) return [];
    const { workspaceId, now } = first.context;
    const placed = await placeHoldsFor(
      manager,
      { workspaceId, now },
      effects.map(({ action: { reason, days, note }, context: { accountId, automation } }) => ({
        ...{ accountId, reason, days, author: automation.name },
        ...(note !== undefined && { note }),
      })),
    );
    return placed.map(toOutcome);
  },
};

const toOutcome = (written: HoldWritten): InsideOutcome =>
  written.kind === 'placed'
    ? { kind: 'done', result: { changed: true, holdId: written.holdId } }
    : { kind: 'lacks', code: 'writeRefused', problem: written.message };
