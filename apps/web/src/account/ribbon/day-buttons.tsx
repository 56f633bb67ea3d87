import type { AccountRibbon } from '@dunwell/contract';
import { Popover } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { addDays } from '../../format/calendar.js';
import { useFormat } from '../../format/use-format.js';
import { DayFacts } from './day-facts.js';
import { dayInWords } from './day-words.js';
import type { Cell } from './lay-days.js';
import classes from './ribbon.module.css';

interface DayButtonsProps {
  ribbon: AccountRibbon;
  cells: readonly Cell[];
  /** Somebody goes to a date that may not be shown yet. */
  onReach: (date: string) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 };

/** Each day is a button that tells what was true on it. One stop of the Tab key; arrows go from day to day. */
export function DayButtons({ ribbon, cells, onReach }: DayButtonsProps): ReactElement {
  const format = useFormat();
  const [current, setCurrent] = useState(ribbon.today);
  const [isOpen, setOpen] = useState(false);
  const group = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    group.current?.querySelector<HTMLButtonElement>(`[data-date="${current}"]`)?.focus();
  }, [current, cells]);

  const stop = cells.some(({ date }) => date === current) ? current : cells[0]?.date;
  const anchor = cells.find(({ date }) => date === current);
  const onKeyDown = (event: KeyboardEvent): void => {
    // The facts only speak, the focus stays on the day.
    if (event.key === 'Escape') setOpen(false);
    const step = STEPS[event.key];
    if (step === undefined || stop === undefined) return;
    event.preventDefault();
    const date = clamp(addDays(stop, step), ribbon);
    moved.current = true;
    setCurrent(date);
    onReach(date);
  };
  return (
    <div
      ref={group}
      className={classes.dayButtons}
      role="group"
      aria-label="Days; the arrow keys go from one to the next"
      onKeyDown={onKeyDown}
    >
      {cells.map(({ date, left, width }) => (
        <button
          key={date}
          type="button"
          data-date={date}
          className={classes.dayButton}
          style={{ left, width }}
          tabIndex={date === stop ? 0 : -1}
          aria-label={dayInWords(ribbon, date, format)}
          aria-expanded={isOpen && date === current}
          onClick={() => {
            setOpen(date !== current || !isOpen);
            setCurrent(date);
          }}
        />
      ))}
      {anchor && (
        <Popover
          opened={isOpen}
          onDismiss={() => setOpen(false)}
          position="bottom"
          width={300}
          withArrow
          withRoles={false}
          clickOutsideEvents={['mousedown', 'touchstart']}
        >
          <Popover.Target>
            <span className={classes.anchor} style={{ left: anchor.left, width: anchor.width }} />
          </Popover.Target>
          <Popover.Dropdown aria-live="polite">
            <DayFacts ribbon={ribbon} date={current} />
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

const clamp = (date: string, { from, to }: AccountRibbon): string =>
  date < from ? from : date > to ? to : date;
