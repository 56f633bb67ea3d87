import type { HistoryEntry } from '@dunwell/contract';
import {
  CircleCheck,
  CirclePause,
  CreditCard,
  FilePen,
  FileText,
  Handshake,
  Mail,
  RotateCcw,
  Scale,
  Sparkles,
  SquareCheckBig,
  Tag,
  Wallet,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { formatTime } from '../../format/dates.js';
import { useFormat } from '../../format/use-format.js';
import classes from './history.module.css';
import { historyInWords, type HistoryLook } from './history-words.js';

const LOOKS: Readonly<Record<HistoryLook, { icon: LucideIcon; tone?: string }>> = {
  message: { icon: Mail, tone: 'customer' },
  effect: { icon: Sparkles, tone: 'team' },
  decision: { icon: Scale, tone: 'decide' },
  invoice: { icon: FileText },
  paid: { icon: CircleCheck, tone: 'success' },
  money: { icon: Wallet, tone: 'success' },
  refused: { icon: CreditCard, tone: 'danger' },
  chargeback: { icon: RotateCcw, tone: 'danger' },
  card: { icon: CreditCard },
  promise: { icon: Handshake, tone: 'success' },
  promiseBroken: { icon: Handshake, tone: 'danger' },
  hold: { icon: CirclePause, tone: 'accent' },
  task: { icon: SquareCheckBig, tone: 'team' },
  tag: { icon: Tag, tone: 'mark' },
  facts: { icon: FilePen },
};

interface HistoryLineProps {
  entry: HistoryEntry;
  currency: string;
  timeZone: string;
}

/** One thing that happened; a decision leads to its journey. */
export function HistoryLine({ entry, currency, timeZone }: HistoryLineProps): ReactElement {
  const { day, date, today } = useFormat();
  const { look, title, detail } = historyInWords(entry, { currency, day });
  const { icon: Icon, tone } = LOOKS[look];
  const time = formatTime(entry.at, timeZone);
  return (
    <div className={classes.line}>
      <span className={classes.icon} data-tone={tone} aria-hidden>
        <Icon size={12} strokeWidth={2} />
      </span>
      <div className={classes.words}>
        <div className={classes.title}>
          {'journeyId' in entry ? <Link to={`/journeys/${entry.journeyId}`}>{title}</Link> : title}
        </div>
        {detail !== '' && <div className={classes.detail}>{detail}</div>}
      </div>
      <time className={classes.when} dateTime={entry.at} title={`${date(entry.date)}, ${time}`}>
        {entry.date === today ? time : day(entry.date)}
      </time>
    </div>
  );
}
