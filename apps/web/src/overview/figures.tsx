import type { AmountFigure, Overview } from '@dunwell/contract';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import { listPath } from '../format/list-path.js';
import { formatMoney } from '../format/money.js';
import classes from './overview.module.css';

/** The four figures one looks at first; each leads to the list it is the sum of. */
export function Figures({ overview, currency }: { overview: Overview; currency: string }): ReactElement {
  const { pastDue, afterContact } = overview;
  const { enteredToday, leftToday } = pastDue;
  return (
    <div className={classes.figures}>
      <Figure label="Overdue now" {...amounts(overview.overdue, currency)} />
      <Figure label="Outstanding" {...amounts(overview.outstanding, currency)} />
      <Figure
        label="Accounts past due"
        aside={
          <>
            <Link to={listPath(enteredToday.list)}>{enteredToday.count} in</Link>,{' '}
            <Link to={listPath(leftToday.list)}>{leftToday.count} out</Link> today
          </>
        }
        value={<Link to={listPath(pastDue.accounts.list)}>{pastDue.accounts.count.toLocaleString()}</Link>}
        note={overview.overdue.map((figure, at) => (
          <span key={figure.currency}>
            {at > 0 && ' · '}
            <Link to={listPath(figure.list)}>
              {figure.accounts.toLocaleString()} {figure.currency}
            </Link>
          </span>
        ))}
      />
      <Figure
        label={`Paid after a contact, ${afterContact.days} days`}
        value={amounts(afterContact.amounts, currency).value}
        note={
          <>
            <Link to={listPath(afterContact.paid.list)}>{afterContact.paid.count.toLocaleString()}</Link> of{' '}
            <Link to={listPath(afterContact.contacted.list)}>
              {afterContact.contacted.count.toLocaleString()} accounts
            </Link>
            , within {afterContact.within} days
          </>
        }
      />
    </div>
  );
}

interface FigureProps {
  label: string;
  aside?: ReactNode;
  value: ReactNode;
  note: ReactNode;
}

function Figure({ label, aside, value, note }: FigureProps): ReactElement {
  return (
    <section className={classes.figure} aria-label={label}>
      <div className={classes.figureLabel}>
        <span>{label}</span>
        {aside !== undefined && <span>{aside}</span>}
      </div>
      <div className={classes.figureValue}>{value}</div>
      <div className={classes.figureNote}>{note}</div>
    </section>
  );
}

/** The chosen currency large, the others beside it and never added up (S3). */
function amounts(figures: readonly AmountFigure[], currency: string): { value: ReactNode; note: ReactNode } {
  const main = figures.find((figure) => figure.currency === currency);
  const others = figures.filter((figure) => figure !== main);
  return {
    value: main ? <Amount figure={main} /> : formatMoney(0, currency),
    note: others.map((figure, at) => (
      <span key={figure.currency}>
        {at > 0 && ' · '}
        <Amount figure={figure} />
      </span>
    )),
  };
}

function Amount({ figure }: { figure: AmountFigure }): ReactElement {
  return <Link to={listPath(figure.list)}>{formatMoney(figure.amount, figure.currency)}</Link>;
}
