import {
  movementCauseWords,
  type MovementCause,
  type MovementEffect,
  type RibbonMovement,
} from '@dunwell/contract';
import { days } from '../../format/dates.js';
import { formatMoney } from '../../format/money.js';

/** How a movement is drawn: a shape each, so that colour alone never tells. */
export type Mark = 'reset' | 'partial' | 'invoice' | 'chargeback' | 'other';

/** A movement as the ribbon says it. */
export interface MovementInWords {
  mark: Mark;
  title: string;
  detail: string;
}

/** What the words need besides the movement. */
export interface MovementContext {
  currency: string;
  day: (date: string) => string;
}

/** What moved the overdue balance, and what that did to the streak (S4). */
export function movementInWords(movement: RibbonMovement, context: MovementContext): MovementInWords {
  const cause = mainCause(movement);
  return {
    mark: markOf(cause, movement.effect),
    title: titleOf(cause, movement, context),
    detail: detailOf(cause, movement, context),
  };
}

/** Of several causes the one that moved most in the direction the balance went. */
function mainCause({ causes, before, after }: RibbonMovement): MovementCause | undefined {
  const direction = Math.sign(after - before);
  return causes.toSorted((a, b) => direction * (b.effect - a.effect))[0];
}

type CauseKind = MovementCause['kind'];

const GIVES_BACK: ReadonlySet<CauseKind> = new Set(['refund', 'chargeback']);
const BRINGS_MONEY: ReadonlySet<CauseKind> = new Set(['payment', 'credit', 'moneyApplied']);

function markOf(cause: MovementCause | undefined, effect: MovementEffect): Mark {
  if (!cause) return 'other';
  if (GIVES_BACK.has(cause.kind)) return 'chargeback';
  if (effect === 'ends') return 'reset';
  if (BRINGS_MONEY.has(cause.kind)) return effect === 'lowers' ? 'partial' : 'other';
  return cause.kind === 'invoicePastDue' ? 'invoice' : 'other';
}

const ENDINGS: Readonly<Record<MovementEffect, string>> = {
  opens: '',
  ends: ', streak over',
  lowers: ', no reset',
  raises: '',
};

function titleOf(
  cause: MovementCause | undefined,
  { effect, ifNothingChanges }: RibbonMovement,
  { currency }: MovementContext,
): string {
  if (!cause) return `The balance changed${ENDINGS[effect]}`;
  if (cause.kind === 'invoicePastDue') {
    const joins = effect === 'raises' ? 'joins' : 'past due';
    return `${cause.invoice} ${joins}${ifNothingChanges ? ' if unpaid' : ''}`;
  }
  if (cause.kind === 'payment' && effect === 'ends') return 'Paid in full, streak over';
  return movementCauseWords(cause, (amount) => formatMoney(amount, currency)) + ENDINGS[effect];
}

function detailOf(
  cause: MovementCause | undefined,
  movement: RibbonMovement,
  { currency, day }: MovementContext,
): string {
  const { effect, after, streakDay, ifNothingChanges, date } = movement;
  const overdue = formatMoney(after, currency);
  switch (effect) {
    case 'ends': {
      const lasted = `after ${days(streakDay ?? 0)}`;
      return cause?.kind === 'payment'
        ? `${formatMoney(cause.amount, currency)} on ${day(date)}, ${lasted}`
        : `${day(date)}, ${lasted}`;
    }
    case 'opens':
      return cause?.kind === 'invoicePastDue' ? `${overdue}, opens day 1` : `${overdue} overdue again, day 1`;
    case 'lowers':
      return `${overdue} ${ifNothingChanges ? 'will still be' : 'was still'} overdue`;
    case 'raises':
      return cause?.kind === 'invoicePastDue'
        ? `${formatMoney(cause.effect, currency)}, due ${day(cause.dueOn)}`
        : `${overdue} overdue`;
  }
}
