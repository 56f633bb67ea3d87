import type { AccountTotals, CurrencyTotals } from '@dunwell/contract';
import { Menu, Skeleton, UnstyledButton } from '@mantine/core';
import { ArrowDownWideNarrow, Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatSums } from '../format/money.js';
import { SORTS, sortOf, type ListQuery } from './account-query.js';
import classes from './accounts.module.css';

interface TotalsLineProps {
  query: ListQuery;
  totals: AccountTotals | undefined;
  onChange: (query: ListQuery) => void;
}

/** What the accounts of the list owe together, per currency and never added up (S3), and their order. */
export function TotalsLine({ query, totals, onChange }: TotalsLineProps): ReactElement {
  const sort = SORTS.find(({ value }) => value === sortOf(query));
  return (
    <div className={classes.totals}>
      {totals ? <Sums totals={totals} /> : <Skeleton height={12} width={280} radius={4} />}
      <Menu>
        <Menu.Target>
          <UnstyledButton className={classes.sort} aria-label={`Order: ${sort?.label ?? ''}`}>
            <ArrowDownWideNarrow size={15} aria-hidden />
            {sort?.short}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {SORTS.map(({ value, label }) => (
            <Menu.Item
              key={value}
              rightSection={value === sort?.value ? <Check size={14} aria-label="current" /> : null}
              onClick={() => onChange({ ...query, sort: value })}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Sums({ totals: { accounts, currencies } }: { totals: AccountTotals }): ReactElement {
  const sums = (of: 'overdue' | 'outstanding' | 'paidAfterContact'): string =>
    formatSums(
      currencies
        .map((each: CurrencyTotals) => ({ currency: each.currency, amount: each[of] ?? 0 }))
        .filter(({ amount }) => amount !== 0),
    );
  const paid = sums('paidAfterContact');
  return (
    <div className={classes.sums} aria-live="polite">
      <span className={`${classes.count} ${classes.laptopOnly}`}>
        {accounts.toLocaleString()} {accounts === 1 ? 'account' : 'accounts'}
      </span>
      <Sum label="Overdue" words={sums('overdue')} always />
      <Sum label="Outstanding" words={sums('outstanding')} />
      {paid !== '' && <Sum label="Paid after a message" words={paid} />}
    </div>
  );
}

function Sum({
  label,
  words,
  always = false,
}: {
  label: string;
  words: string;
  /** Shown on a phone too. */
  always?: boolean;
}): ReactElement {
  return (
    <span className={always ? undefined : classes.laptopOnly}>
      <span className={classes.laptopOnly}>{label} </span>
      <strong>{words || 'nothing'}</strong>
    </span>
  );
}
