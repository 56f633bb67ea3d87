import type { AccountRibbon } from '@dunwell/contract';
import { useElementSize } from '@mantine/hooks';
import { useState, type ReactElement } from 'react';
import { useFormat } from '../../format/use-format.js';
import { DayButtons } from './day-buttons.js';
import { layoutRibbon } from './layout-ribbon.js';
import { RibbonDrawing } from './ribbon-drawing.js';
import { causesOf, flagsOf } from './ribbon-labels.js';
import { RibbonLegend } from './ribbon-legend.js';
import classes from './ribbon.module.css';
import { datesFrom, datesWith, daysThatFit, firstDates } from './visible-dates.js';
import { YearStrip } from './year-strip.js';

/** The ribbon: some weeks of it day by day, the year beneath, and what was true on each day. */
export function RibbonView({ ribbon }: { ribbon: AccountRibbon }): ReactElement {
  const { ref, width } = useElementSize();
  const { day } = useFormat();
  // Null: where it begins by itself.
  const [from, setFrom] = useState<string | null>(null);
  const count = daysThatFit(width, ribbon);
  const shown = from === null ? firstDates(ribbon, count) : datesFrom(from, ribbon, count);
  const layout = layoutRibbon({
    ribbon,
    flags: flagsOf(ribbon),
    causes: causesOf(ribbon, { currency: ribbon.currency, day }),
    shown,
    width,
  });
  // Where there is nothing to point at, the words may as well be seen.
  const isQuiet = layout.flags.length === 0 && layout.causes.length === 0;
  return (
    <div ref={ref} className={classes.view}>
      {width > 0 && (
        <>
          <div className={classes.stage}>
            <RibbonDrawing layout={layout} sentence={ribbon.sentence} />
            {isQuiet && (
              <p className={classes.quiet} aria-hidden>
                {ribbon.sentence}
              </p>
            )}
            <DayButtons
              ribbon={ribbon}
              cells={layout.cells}
              onReach={(date) => setFrom(datesWith(date, shown, ribbon).from)}
            />
          </div>
          <YearStrip ribbon={ribbon} shown={shown} width={width} onMove={setFrom} />
          <RibbonLegend ribbon={ribbon} />
        </>
      )}
    </div>
  );
}
