import type { AttentionPromise, MissedBecause, OverviewAttention } from '@dunwell/contract';
import {
  CalendarX2,
  HeartCrack,
  MailQuestionMark,
  TriangleAlert,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { listPath } from '../format/list-path.js';
import { formatMoney, formatSums } from '../format/money.js';
import { useFormat, type Format } from '../format/use-format.js';
import { Panel } from '../parts/panel.js';
import classes from './overview.module.css';

/** What does not go on by itself, the most pressing first. */
export function AttentionPanel({ items }: { items: readonly OverviewAttention[] }): ReactElement {
  return (
    <Panel
      title="Needs attention"
      aside={<Link to="/attention">Open list</Link>}
      flush
      className={classes.attention}
    >
      <ul className={classes.list}>
        {items.map((item) => (
          <Item key={keyOf(item)} item={item} />
        ))}
        <li className={classes.item}>
          <span className={classes.itemDetail}>
            {items.length === 0 ? 'Everything went as planned.' : 'Everything else went as planned.'}
          </span>
        </li>
      </ul>
    </Panel>
  );
}

interface Told {
  icon: LucideIcon;
  tone: 'plain' | 'warning' | 'danger';
  title: string;
  detail: string;
  to: string;
  action: string;
}

function Item({ item }: { item: OverviewAttention }): ReactElement {
  const { icon: Icon, tone, title, detail, to, action } = tell(item, useFormat());
  return (
    <li className={classes.item}>
      <Icon className={classes.itemIcon} data-tone={tone} size={16} strokeWidth={1.75} aria-hidden />
      <div className={classes.itemWords}>
        {title}
        <div className={classes.itemDetail}>{detail}</div>
      </div>
      <Link to={to} aria-label={`${action}: ${title}`}>
        {action}
      </Link>
    </li>
  );
}

function keyOf(item: OverviewAttention): string {
  if (item.kind === 'needsAttention') return `${item.kind} ${item.code}`;
  return item.kind === 'missed' ? `${item.kind} ${item.because}` : item.kind;
}

const MISSED: Readonly<Record<MissedBecause, string>> = {
  late: 'found too late',
  lateData: 'late data',
  newerMatch: 'a newer one went first',
  limit: 'over the limit of a run',
  tooMany: 'far more than ever',
};

const CODES: Readonly<Record<string, string>> = {
  noEmailAddress: 'no email address',
};

function tell(item: OverviewAttention, format: Format): Told {
  const { count } = item;
  const link = item.list ? listPath(item.list) : '/attention';
  const owed = formatSums(item.overdue);
  switch (item.kind) {
    case 'uncertain': {
      const [first] = item.examples;
      return {
        icon: MailQuestionMark,
        tone: 'warning',
        title: `${count} ${count === 1 ? 'email' : 'emails'} may or may not have left`,
        detail: first
          ? [first.name ?? first.account, first.step, format.instant(first.at)].filter(Boolean).join(', ')
          : '',
        to: '/attention?kind=uncertainMessage',
        action: 'Decide',
      };
    }
    case 'needsAttention':
      return {
        icon: TriangleAlert,
        tone: 'warning',
        title: `${count} ${count === 1 ? 'step' : 'steps'} could not be done: ${CODES[item.code] ?? item.code}`,
        detail: [owed, item.examples[0]?.step].filter(Boolean).join(', '),
        to: `/attention?kind=delivery&code=${encodeURIComponent(item.code)}`,
        action: 'Show',
      };
    case 'missed':
      return {
        icon: CalendarX2,
        tone: 'plain',
        title: `${count} ${count === 1 ? 'match' : 'matches'} missed, ${MISSED[item.because]}`,
        detail: [owed, item.examples[0]?.automation].filter(Boolean).join(', '),
        to: link,
        action: 'Review',
      };
    case 'brokenPromise': {
      const [first] = item.examples;
      return {
        icon: HeartCrack,
        tone: 'danger',
        title:
          count === 1 ? `Promise broken: ${first?.name ?? first?.account ?? ''}` : `${count} promises broken`,
        detail: first ? promiseWords(first, format) : '',
        to: link,
        action: 'Call',
      };
    }
    case 'evaluationErrors': {
      const [first] = item.automations;
      return {
        icon: Workflow,
        tone: 'danger',
        title: `${count} ${count === 1 ? 'evaluation' : 'evaluations'} with errors`,
        detail: first ? `${first.name}, ${format.date(first.date)}: ${first.problem}` : '',
        to: first ? `/automations/${first.id}` : link,
        action: 'Look',
      };
    }
  }
}

function promiseWords({ promised, until }: AttentionPromise, format: Format): string {
  const amount = promised ? formatMoney(promised.amount, promised.currency) : 'Everything overdue';
  return until === null ? `${amount} promised` : `${amount} promised for ${format.date(until)}`;
}
