import type { ConditionInWords, ConditionMark } from '@dunwell/language';
import { Check, X } from 'lucide-react';
import type { ReactElement } from 'react';
import classes from './condition-lines.module.css';

const MARKS: Readonly<Record<ConditionMark, string>> = {
  holds: 'holds',
  misses: 'does not hold, which does not matter',
  fails: 'does not hold',
};

/** Conditions as they were found: what each has, what it needs, and whether that is why the whole came out so. */
export function ConditionLines({
  lines,
  label,
  heads = true,
  calm = false,
}: {
  lines: readonly ConditionInWords[];
  /** What is asked, for people who hear the screen. */
  label: string;
  /** Whether the columns are named: once is enough where several stand below each other. */
  heads?: boolean;
  /** It is no fault that this does not hold: cases that were not taken. */
  calm?: boolean;
}): ReactElement {
  return (
    <table className={classes.conditions} aria-label={label}>
      <thead className={heads ? undefined : classes.unseen}>
        <tr>
          <th scope="col">Condition</th>
          <th scope="col" className={classes.has}>
            has
          </th>
          <th scope="col">needs</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ depth, label: words, required, actual, mark }, index) => {
          const Icon = mark === 'holds' ? Check : X;
          return (
            <tr key={index}>
              <td style={{ paddingLeft: depth * 16 }}>
                <span className={classes.line}>
                  <span
                    className={classes.mark}
                    data-mark={calm && mark === 'fails' ? 'misses' : mark}
                    role="img"
                    aria-label={MARKS[mark]}
                  >
                    <Icon size={12} strokeWidth={2.25} />
                  </span>
                  {words}
                </span>
              </td>
              <td className={classes.has}>{actual}</td>
              <td className={classes.needs}>{required}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
