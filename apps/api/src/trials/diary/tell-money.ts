import {
  movementCauseWords,
  type AccountHold,
  type MovementEffect,
  type RibbonMovement,
} from '@dunwell/contract';
import { addDays, startOfDateIn, type Instant, type ZoneHistory } from '@dunwell/engine';
import { formatMoney, HOLD_REASON_WORDS } from '@dunwell/language';

/** Something about the account itself. */
export interface ToldFact {
  kind: 'balance' | 'hold';
  at: Instant;
  words: string;
}

/** "€20.00 paid: €100.00 overdue, the streak goes on". */
export function tellMovement(movement: RibbonMovement, currency: string): ToldFact {
  const money = (amount: number): string => formatMoney(amount, currency, 'en');
  const causes = movement.causes.map((cause) => movementCauseWords(cause, money)).join(', ');
  const after = movement.after === 0 ? 'nothing overdue' : `${money(movement.after)} overdue`;
  const words = `${causes}: ${after}${STREAK_WORDS[movement.effect](movement.streakDay)}`;
  return { kind: 'balance', at: Date.parse(movement.at), words };
}

const STREAK_WORDS: Readonly<Record<MovementEffect, (day: number | null) => string>> = {
  opens: () => ', a streak opens',
  ends: (days) => `, the streak ends after ${days} ${days === 1 ? 'day' : 'days'}`,
  lowers: () => ', the streak goes on',
  raises: () => '',
};

/** A hold as it begins, or is found in force on the first date, and as it is over. */
export function tellHold(
  { reason, invoice, leaveOut, from, until }: AccountHold,
  zones: ZoneHistory,
  dates: { from: string; to: string },
): ToldFact[] {
  const on = invoice === null ? 'account' : `invoice ${invoice}`;
  const what = `${on} on hold (${HOLD_REASON_WORDS[reason]}${leaveOut ? ', left out' : ''})`;
  const began = from < dates.from ? dates.from : from;
  const end = until === null ? null : addDays(until, 1);
  const told: ToldFact[] = [
    {
      kind: 'hold',
      at: startOfDateIn(zones, began),
      words: `${what} ${until === null ? 'without an end' : `until ${until}`}`,
    },
  ];
  if (end !== null && end <= dates.to)
    told.push({ kind: 'hold', at: startOfDateIn(zones, end), words: `${what}: over` });
  return told;
}
