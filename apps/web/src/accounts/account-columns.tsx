import type { ListedAccount } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { formatMoney } from '../format/money.js';
import { AccountLink } from '../parts/account-link.js';
import type { Column } from '../parts/data-table.js';
import { DaysPill, DaysTile } from '../parts/days-pill.js';
import { MiniRibbon } from '../parts/mini-ribbon.js';
import classes from './accounts.module.css';
import { GoingOnLine } from './going-on-line.js';

/** The list where there is room for a table. */
export const COLUMNS: readonly Column<ListedAccount>[] = [
  {
    id: 'name',
    header: 'Account',
    cell: ({ account, name }) => <AccountLink account={account} name={name} withKey />,
  },
  {
    id: 'days',
    header: 'Past due',
    width: 86,
    cell: ({ streak }) => (streak ? <DaysPill daysPastDue={streak.day} /> : <None />),
  },
  { id: 'overdue', header: 'Overdue', align: 'right', width: 98, cell: (row) => <Overdue {...row} /> },
  {
    id: 'outstanding',
    header: 'Outstanding',
    align: 'right',
    width: 98,
    cell: ({ balances, currency }) =>
      balances.outstanding > 0 ? formatMoney(balances.outstanding, currency) : <None />,
  },
  { id: 'plans', header: 'Plan, tags', width: '17%', cell: (row) => <PlansAndTags {...row} /> },
  { id: 'goingOn', header: 'What is going on', width: '23%', cell: (row) => <GoingOnLine account={row} /> },
  {
    id: 'ribbon',
    header: 'Last 120 days',
    width: 108,
    cell: ({ ribbon }) => ribbon && <MiniRibbon ribbon={ribbon} />,
  },
];

/** The short form: days as a tile, name over what is going on, what is overdue at the right. */
export const PHONE_COLUMNS: readonly Column<ListedAccount>[] = [
  {
    id: 'days',
    header: 'Past due',
    phone: 'lead',
    cell: ({ streak }) => <DaysTile count={streak?.day ?? 0} />,
  },
  {
    id: 'name',
    header: 'Account',
    phone: 'title',
    cell: ({ account, name }) => <AccountLink account={account} name={name} />,
  },
  {
    id: 'goingOn',
    header: 'What is going on',
    phone: 'detail',
    cell: (row) => <GoingOnLine account={row} />,
  },
  {
    id: 'ribbon',
    header: 'Last 120 days',
    phone: 'detail',
    cell: ({ ribbon }) => (
      <div className={classes.phoneRibbon}>{ribbon && <MiniRibbon ribbon={ribbon} />}</div>
    ),
  },
  { id: 'overdue', header: 'Overdue', phone: 'amount', cell: (row) => <Overdue {...row} /> },
];

function Overdue({ balances, currency }: ListedAccount): ReactElement {
  if (balances.overdue === 0) return <None />;
  return <span className={classes.overdue}>{formatMoney(balances.overdue, currency)}</span>;
}

/** How many tags have room beside a plan. */
const MOST_TAGS = 1;

function PlansAndTags({ plans, tags }: ListedAccount): ReactElement {
  const words = plans.join(', ');
  const more = tags.length - MOST_TAGS;
  return (
    <div className={classes.plans} title={[words, ...tags].filter(Boolean).join(' · ')}>
      {words && <span className={classes.plan}>{words}</span>}
      {tags.slice(0, MOST_TAGS).map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
      {more > 0 && <span className={classes.more}>+{more}</span>}
    </div>
  );
}

const None = (): ReactElement => <span className={classes.none}>–</span>;
