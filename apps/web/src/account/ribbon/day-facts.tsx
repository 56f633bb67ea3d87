import type { AccountRibbon } from '@dunwell/contract';
import { CirclePause } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFormat } from '../../format/use-format.js';
import { HOLD_REASON_WORDS } from '../../parts/holds/hold-words.js';
import { kindWords } from '../../words/action-kinds.js';
import { CauseMark } from './cause-mark.js';
import { balanceInWords, dayOf } from './day-words.js';
import classes from './ribbon.module.css';

/** What was true on a date, what moved it, and what Dunwell did. */
export function DayFacts({ ribbon, date }: { ribbon: AccountRibbon; date: string }): ReactElement {
  const format = useFormat();
  const facts = dayOf(ribbon, date, format);
  const { movements, effects, holds } = facts;
  return (
    <div className={classes.facts}>
      <strong>
        {format.date(date)}
        {date === ribbon.today && ', today'}
      </strong>
      <p>
        {balanceInWords(facts, ribbon.currency)}
        {date > ribbon.today && ' if nothing changes'}
      </p>
      <ul>
        {movements.map(({ mark, title, detail }) => (
          <li key={title}>
            <CauseMark mark={mark} />
            <span>
              {title}
              <small>{detail}</small>
            </span>
          </li>
        ))}
        {effects.map(({ kind, title, detail }) => {
          const { icon: Icon } = kindWords(kind);
          return (
            <li key={`${title} ${detail}`}>
              <Icon size={15} strokeWidth={1.75} aria-hidden />
              <span>
                {title}
                <small>{detail}</small>
              </span>
            </li>
          );
        })}
        {holds.map(({ id, invoice, reason }) => (
          <li key={id}>
            <CirclePause size={15} strokeWidth={1.75} aria-hidden />
            <span>
              {invoice ?? 'The account'} on hold
              <small>{HOLD_REASON_WORDS[reason]}</small>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
