import type { WaitStep } from '../document/document.js';
import { quantity } from './quantity.js';

/** How long a wait lasts, cut where the token begins: "7 days", "until " "streak day 30". */
export function waitWords({ days, hours, untilStreakDay, untilSendWindow }: WaitStep): {
  lead: string;
  core: string;
} {
  if (days !== undefined) return { lead: '', core: quantity(days, 'day') };
  if (hours !== undefined) return { lead: '', core: quantity(hours, 'hour') };
  if (untilStreakDay !== undefined) return { lead: 'until ', core: `day ${untilStreakDay}` };
  if (untilSendWindow) return { lead: 'until ', core: 'the next send window' };
  return { lead: '', core: '…' };
}
