import type { AccountRibbon } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { formatMoney } from '../../format/money.js';
import { useFormat } from '../../format/use-format.js';
import { HOLD_REASON_WORDS } from '../../parts/holds/hold-words.js';
import { ribbonRows, type RibbonRow } from './ribbon-rows.js';
import classes from './ribbon.module.css';

/** The same as a table: its sentence, and every date on which something happened. */
export function RibbonTable({ ribbon }: { ribbon: AccountRibbon }): ReactElement {
  const { day, date } = useFormat();
  return (
    <div className={classes.tableView}>
      <p className={classes.sentence}>{ribbon.sentence}</p>
      <div className={classes.tableScroll} role="region" aria-label="Day by day" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Dates</th>
              <th scope="col">Days in a row</th>
              <th scope="col" className={classes.right}>
                Overdue
              </th>
              <th scope="col">What happened</th>
            </tr>
          </thead>
          <tbody>
            {ribbonRows(ribbon, { day }).map((row) => (
              <tr key={row.from} data-ahead={row.isAhead || undefined}>
                <td>{row.from === row.to ? date(row.from) : `${day(row.from)} to ${day(row.to)}`}</td>
                <td>{daysWords(row)}</td>
                <td className={classes.right}>
                  {row.last.overdue > 0 ? formatMoney(row.last.overdue, ribbon.currency) : '–'}
                </td>
                <td>{whatHappened(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function daysWords({ first, last }: RibbonRow): string {
  if (first.streakDay === null || last.streakDay === null) return '–';
  return first.streakDay === last.streakDay
    ? `day ${first.streakDay}`
    : `days ${first.streakDay}–${last.streakDay}`;
}

function whatHappened({ first, isAhead }: RibbonRow): string {
  const words = [
    ...first.movements.map(({ title, detail }) => `${title} (${detail})`),
    ...first.effects.map(({ title, detail }) => `${title} (${detail})`),
    ...first.holds.map(
      ({ invoice, reason }) => `${invoice ?? 'account'} on hold, ${HOLD_REASON_WORDS[reason]}`,
    ),
  ];
  return words.join('; ') || (isAhead ? 'if nothing changes' : '');
}
