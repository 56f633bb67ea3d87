import { BILLING_ENTITIES, type BillingEntity, type BillingInputs } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { bookFacts, type RowsByEntity } from '../../billing/billing-writer.js';
import { practiceRows } from './practice-rows.js';
import { lockDueCommands, storeCommands, type StoredCommand } from './practice-store.js';
import { CARD_ACTS, type Act } from './test-cards.js';

const MS_PER_HOUR = 3_600_000;

/** An act of a command whose time has come. */
export interface DueAct {
  stored: StoredCommand;
  act: Act;
  at: Date;
}

/** All that becomes of a command. */
function actsOf({ command, card }: Pick<StoredCommand, 'command' | 'card'>): readonly Act[] {
  return command.kind === 'retryPayment' ? CARD_ACTS[card] : [{ afterHours: 0, tells: 'done' }];
}

/** What a command has told of its outcome so far; undefined: nothing yet. */
export const toldBy = (stored: StoredCommand): Act | undefined =>
  actsOf(stored)
    .slice(0, stored.played)
    .find(({ tells }) => tells !== undefined);

/** The next act of a command; undefined: there is none left. */
export function nextAct(stored: StoredCommand): DueAct | undefined {
  const act = actsOf(stored)[stored.played];
  return act && { stored, act, at: new Date(stored.beganAt.getTime() + act.afterHours * MS_PER_HOUR) };
}

/** The acts that are due, their commands locked. */
export async function dueActs(
  manager: EntityManager,
  workspaceId: string,
  which: { now: Date; limit: number },
): Promise<DueAct[]> {
  const commands = await lockDueCommands(manager, workspaceId, which);
  return commands.flatMap((stored) => nextAct(stored) ?? []);
}

/** Books what acts bring about, each as of its own instant, and remembers that they were played. */
export async function playActs(
  manager: EntityManager,
  context: { workspaceId: string; now: Date },
  acts: readonly DueAct[],
): Promise<void> {
  const { workspaceId, now } = context;
  await bookFacts(
    manager,
    { workspaceId, now },
    together(acts.map(({ stored, act, at }) => practiceRows(stored, act, at))),
  );
  const played = acts.map(({ stored }) => ({ ...stored, played: stored.played + 1 }));
  await storeCommands(
    manager,
    workspaceId,
    played.map((stored) => ({ ...stored, nextAt: nextAct(stored)?.at ?? null })),
  );
}

function together(parts: readonly RowsByEntity[]): RowsByEntity {
  const rowsOf = <Entity extends BillingEntity>(entity: Entity): BillingInputs[Entity][] =>
    parts.flatMap((part) => part[entity] ?? []);
  return Object.fromEntries(BILLING_ENTITIES.map((entity) => [entity, rowsOf(entity)]));
}
