import type { AccountPaymentMethod } from '@dunwell/contract';
import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { daysBetween } from '../../format/calendar.js';
import classes from './details.module.css';

/** From how many days before its end a card is worth a warning. */
const SOON = 90;

/** When a card ends, as it is written on it; with a warning where that is near. */
export function CardExpiry({
  method: { expiresOn },
  today,
}: {
  method: AccountPaymentMethod;
  today: string;
}): ReactElement | null {
  if (expiresOn === null) return null;
  const month = `${expiresOn.slice(5, 7)}/${expiresOn.slice(2, 4)}`;
  const left = daysBetween(today, expiresOn);
  if (left > SOON) return <span className={classes.none}> until {month}</span>;
  return (
    <span className={classes.expires}>
      <TriangleAlert size={13} role="img" aria-label="Warning:" />
      {left < 0 ? `expired ${month}` : `until ${month}`}
    </span>
  );
}
