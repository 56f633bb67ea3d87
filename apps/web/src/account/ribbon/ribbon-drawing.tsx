import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFormat } from '../../format/use-format.js';
import { HOLD_REASON_WORDS } from '../../parts/holds/hold-words.js';
import { rampColours } from '../../parts/ramp-colours.js';
import { kindWords } from '../../words/action-kinds.js';
import { CauseMark } from './cause-mark.js';
import type { Cell } from './lay-days.js';
import type { PlacedCause, PlacedFlag } from './lay-labels.js';
import type { RibbonLayout } from './layout-ribbon.js';
import classes from './ribbon.module.css';

/** How high a row of causes is, in pixels. */
const CAUSE_ROW = 30;

/** What the layout says, drawn; one picture for those who hear the screen, told by its sentence. */
export function RibbonDrawing({
  layout,
  sentence,
}: {
  layout: RibbonLayout;
  sentence: string;
}): ReactElement {
  return (
    <div role="img" aria-label={sentence}>
      <div className={classes.flags}>
        {layout.flags.map((flag) => (
          <FlagLabel key={flag.date} flag={flag} />
        ))}
      </div>
      <div className={classes.days}>
        {layout.clear.map(({ left, width, isAhead }) => (
          <span
            key={left}
            className={classes.clear}
            data-ahead={isAhead || undefined}
            style={{ left, width }}
          />
        ))}
        {layout.cells.map((cell) => (
          <DayCell key={cell.date} cell={cell} />
        ))}
      </div>
      <Holds layout={layout} />
      <Ticks layout={layout} />
      <div className={classes.causes}>
        {layout.causes.map((cause) => (
          <CauseLabel key={cause.date} cause={cause} />
        ))}
      </div>
    </div>
  );
}

function DayCell({ cell }: { cell: Cell }): ReactElement | null {
  const { left, width, ramp, isToday, isAhead, isFirst, isLast, number } = cell;
  if (ramp === null && !isToday) return null;
  return (
    <span
      className={classes.cell}
      data-today={isToday || undefined}
      data-ahead={isAhead || undefined}
      data-first={isFirst || undefined}
      data-last={isLast || undefined}
      data-clear={ramp === null || undefined}
      style={{
        ...(ramp === null ? {} : rampColours(ramp)),
        left,
        width: isAhead || isLast ? width : width - 1,
        // The hatching goes on from day to day.
        backgroundPositionX: -left,
      }}
    >
      {number !== null && <span>{number}</span>}
    </span>
  );
}

function FlagLabel({ flag }: { flag: PlacedFlag }): ReactElement {
  const { date } = useFormat();
  const [first] = flag.effects;
  const { icon: Icon } = kindWords(first?.kind ?? '');
  const { span, anchor, title } = flag;
  const words = flag.effects.map((effect) => `${effect.title} (${effect.detail})`).join(', ');
  return (
    <Tooltip label={`${date(flag.date)}: ${words}`} multiline maw={320}>
      {span === null ? (
        <span className={classes.dot} data-tone={first?.tone} style={{ left: anchor }} />
      ) : (
        <span className={classes.flag} data-tone={first?.tone} style={span}>
          <Icon size={14} strokeWidth={1.75} />
          <span className={classes.flagTitle}>{title}</span>
          <span className={classes.stem} style={{ left: anchor - span.left - 1 }} />
        </span>
      )}
    </Tooltip>
  );
}

function CauseLabel({ cause }: { cause: PlacedCause }): ReactElement {
  const { date } = useFormat();
  const [first] = cause.movements;
  const { anchor, row, side, width } = cause;
  const words = cause.movements.map(({ title, detail }) => `${title} (${detail})`).join('; ');
  return (
    <Tooltip label={`${date(cause.date)}: ${words}`} multiline maw={320}>
      <span
        className={classes.cause}
        style={{ left: anchor, top: 2 + row * CAUSE_ROW }}
        data-side={side ?? undefined}
        data-row={row}
      >
        <CauseMark mark={first?.mark ?? 'other'} />
        {side && (
          <span className={classes.causeWords} style={{ width: width + 2 }}>
            <strong>{first?.title}</strong>
            <span>{first?.detail}</span>
          </span>
        )}
      </span>
    </Tooltip>
  );
}

function Holds({ layout }: { layout: RibbonLayout }): ReactElement {
  const { date } = useFormat();
  return (
    <div className={classes.holds}>
      {layout.holds.map(({ left, width, holds }) => {
        const words = holds.map(({ invoice, reason, until }) => {
          const held = invoice === null ? 'On hold' : `${invoice} on hold`;
          return `${held}${until === null ? '' : ` until ${date(until)}`}, ${HOLD_REASON_WORDS[reason]}`;
        });
        return (
          <Tooltip key={left} label={words.join('; ')} multiline maw={320}>
            <span className={classes.hold} style={{ left, width }} />
          </Tooltip>
        );
      })}
    </div>
  );
}

function Ticks({ layout }: { layout: RibbonLayout }): ReactElement {
  const { day } = useFormat();
  return (
    <div className={classes.ticks}>
      {layout.ticks.map(({ date, x, isToday }) => (
        <span key={date} data-today={isToday || undefined} style={{ left: x }}>
          {isToday ? `Today, ${day(date)}` : day(date)}
        </span>
      ))}
    </div>
  );
}
