import type { ListedAccount } from '@dunwell/contract';
import {
  CirclePause,
  Clock,
  Handshake,
  Mail,
  RefreshCw,
  SquareCheckBig,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { formatTime } from '../format/dates.js';
import { useFormat } from '../format/use-format.js';
import classes from './accounts.module.css';
import { goingOn, type GoingOnKind } from './going-on.js';

/** Red only for what somebody must do something about; blue for what waits on purpose. */
const LOOK: Readonly<Record<GoingOnKind, { icon: LucideIcon; tone?: 'danger' | 'accent' }>> = {
  promiseBroken: { icon: Handshake, tone: 'danger' },
  promised: { icon: Handshake, tone: 'accent' },
  onHold: { icon: CirclePause, tone: 'accent' },
  paymentInFlight: { icon: RefreshCw },
  task: { icon: SquareCheckBig },
  message: { icon: Mail },
  nothing: { icon: Clock },
};

export function GoingOnLine({ account }: { account: ListedAccount }): ReactElement {
  const { day } = useFormat();
  const { kind, words } = goingOn(account, { date: day, time: formatTime });
  const { icon: Icon, tone } = LOOK[kind];
  return (
    <span className={classes.goingOn} data-tone={tone} title={words}>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      <span>{words}</span>
    </span>
  );
}
