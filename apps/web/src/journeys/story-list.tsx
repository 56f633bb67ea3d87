import type { JourneyWithHistory } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { UnstyledButton } from '@mantine/core';
import { ChevronDown, DoorOpen, LogIn } from 'lucide-react';
import { useId, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../format/use-format.js';
import { ConditionLines } from '../parts/condition-lines.js';
import { GroupTile } from '../parts/group-tile.js';
import { TonePill } from '../parts/tone-pill.js';
import { assumedContext } from '../words/assumed-context.js';
import { lookOf } from '../words/step-kinds.js';
import { deliveryWords, isMessage, messagePath } from './delivery-words.js';
import classes from './journey.module.css';
import { journeyStory, type Reason, type StoryEntry } from './journey-story.js';

/** Everything a journey lived through, the first first, each with its reasons. */
export function StoryList({
  journey,
  document,
}: {
  journey: JourneyWithHistory;
  document: AutomationDocument;
}): ReactElement {
  return (
    <ol className={classes.story}>
      {journeyStory(journey, document, assumedContext(document)).map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: StoryEntry }): ReactElement {
  const { at, title, detail, step, reasons, delivery, until, over, id } = entry;
  const format = useFormat();
  const look = step ? lookOf(step) : ({ icon: id === 'entry' ? LogIn : DoorOpen, group: 'decide' } as const);
  const effect = delivery && deliveryWords(delivery, format);
  return (
    <li className={classes.entry}>
      <GroupTile {...look} />
      <div className={classes.words}>
        <div className={classes.heading}>
          <b>{title}</b>
          <time dateTime={at}>{format.instant(at)}</time>
        </div>
        {detail && <div className={classes.detail}>{detail}</div>}
        {until !== null && over === null && (
          <div className={classes.detail}>Until {format.instant(until)}</div>
        )}
        {over !== null && <div className={classes.detail}>Over {format.instant(over)}</div>}
        {effect && (
          <div className={classes.detail}>
            <TonePill tone={effect.tone}>{effect.label}</TonePill> {effect.detail}
          </div>
        )}
        {delivery && isMessage(delivery) && <Link to={messagePath(delivery.key)}>Read the message</Link>}
        {reasons.length > 0 && <Reasons reasons={reasons} />}
      </div>
    </li>
  );
}

function Reasons({ reasons }: { reasons: readonly Reason[] }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <UnstyledButton
        className={classes.why}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        Why
        <ChevronDown size={14} aria-hidden data-open={isOpen || undefined} />
      </UnstyledButton>
      <div id={id} hidden={!isOpen} className={classes.reasons}>
        {isOpen &&
          reasons.map(({ title, lines, calm }, index) => (
            <div key={title}>
              <div className={classes.reason}>{title}</div>
              <ConditionLines lines={lines} label={title} heads={index === 0} calm={calm} />
            </div>
          ))}
      </div>
    </>
  );
}
