import type { AccountPage } from '@dunwell/contract';
import { Tooltip } from '@mantine/core';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { days } from '../../format/dates.js';
import { formatMoney } from '../../format/money.js';
import { useFormat } from '../../format/use-format.js';
import classes from './ribbon.module.css';

/** What is overdue, and the three ways to count since when (S4, S5, S6). */
export function RibbonFigures({ page }: { page: AccountPage }): ReactElement {
  const { date } = useFormat();
  const { account, dayCounts } = page;
  const { balances, currency } = account;
  const { streak, sincePayment, oldestInvoice } = dayCounts;
  const { overdue, overdueInvoices } = balances;
  return (
    <dl className={classes.figures}>
      {streak ? (
        <Figure
          isMain
          value={streak.days}
          unit={`${streak.days === 1 ? 'day' : 'days'} past due in a row`}
          words={`since ${date(streak.since)}`}
          meaning="Days in a row with anything overdue. A payment that leaves something overdue does not reset it."
        />
      ) : (
        <Figure
          isMain
          value={
            <>
              <CircleCheck className={classes.clearIcon} size={20} aria-hidden /> Nothing
            </>
          }
          unit="past due"
          words={lastPaymentWords(page, date)}
          meaning="No invoice with anything remaining has passed its due date."
        />
      )}
      {overdue > 0 && (
        <Figure
          value={
            <>
              <TriangleAlert className={classes.warning} size={17} role="img" aria-label="Warning:" />
              {formatMoney(overdue, currency)}
            </>
          }
          unit="overdue"
          words={`in ${overdueInvoices} ${overdueInvoices === 1 ? 'invoice' : 'invoices'}`}
          meaning="What remains on invoices whose due date has passed, less money not yet set against an invoice."
        />
      )}
      {sincePayment && (
        <Figure
          value={days(sincePayment.days)}
          words={sincePayment.since === streak?.since ? 'without a payment' : 'since last payment'}
          meaning="The same count, begun again at 1 on the date of the last payment, credit or write-off that lowered what is overdue."
        />
      )}
      {oldestInvoice && (
        <Figure
          value={days(oldestInvoice.days)}
          words="oldest invoice"
          meaning="Days past due of the oldest invoice that is past due now. It drops when that one is paid; the count in a row does not."
        />
      )}
      {balances.unapplied > 0 && (
        <Figure
          value={formatMoney(balances.unapplied, currency)}
          words="not yet set against an invoice"
          meaning="Money that came in without an invoice it was for. It lowers both balances."
        />
      )}
    </dl>
  );
}

function lastPaymentWords({ lastPayment }: AccountPage, date: (date: string) => string): string {
  return lastPayment ? `last payment ${date(lastPayment.date)}` : 'no payment yet';
}

interface FigureProps {
  value: ReactNode;
  unit?: string;
  /** Under it. */
  words: string;
  /** How it is counted. */
  meaning: string;
  isMain?: boolean;
}

function Figure({ value, unit, words, meaning, isMain = false }: FigureProps): ReactElement {
  return (
    <Tooltip label={meaning} multiline w={280} position="bottom-start">
      <div className={classes.figure} data-main={isMain || undefined}>
        <dt>{words}</dt>
        <dd>
          <strong>{value}</strong> {unit !== undefined && <span>{unit}</span>}
        </dd>
      </div>
    </Tooltip>
  );
}
