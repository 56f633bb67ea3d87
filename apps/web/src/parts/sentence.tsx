import type { SentenceToken } from '@dunwell/contract';
import { DoorOpen, Hourglass, Repeat2, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { ACTION_KINDS } from '../words/action-kinds.js';
import type { Group } from './group-tile.js';
import classes from './sentence.module.css';

type Token = Pick<SentenceToken, 'text' | 'kind' | 'action'>;

/** An automation in words: what joins them muted, what it is made of in ink, steps with the icon of their group. */
export function Sentence({ tokens }: { tokens: readonly Token[] }): ReactElement {
  return (
    <span className={classes.sentence}>
      {tokens.map((token, index) =>
        token.kind === 'text' ? token.text : <Word key={index} token={token} />,
      )}
    </span>
  );
}

function Word({ token }: { token: Token }): ReactElement {
  const look = lookOf(token);
  if (!look) return <span className={classes.token}>{token.text}</span>;
  const { icon: Icon, group } = look;
  const [first = '', ...others] = token.text.split(' ');
  return (
    <span className={classes.token}>
      <span className={classes.first}>
        <Icon className={classes.icon} size={13} strokeWidth={1.75} color={`var(--${group})`} aria-hidden />
        {first}
      </span>
      {others.length > 0 && ` ${others.join(' ')}`}
    </span>
  );
}

interface Look {
  icon: LucideIcon;
  group: Group;
}

const LOOKS: Readonly<Partial<Record<Token['kind'], Look>>> = {
  wait: { icon: Hourglass, group: 'wait' },
  repeat: { icon: Repeat2, group: 'wait' },
  exit: { icon: DoorOpen, group: 'decide' },
};

const lookOf = ({ kind, action }: Token): Look | undefined =>
  kind === 'action' && action !== null ? ACTION_KINDS[action] : LOOKS[kind];
