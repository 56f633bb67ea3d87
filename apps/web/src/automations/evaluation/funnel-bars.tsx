import type { EvaluationFunnel } from '@dunwell/contract';
import type { ReactElement } from 'react';
import classes from './evaluation.module.css';
import { funnelSteps } from './funnel-steps.js';

/** The least of a bar that is seen, in per cent. */
const LEAST = 0.6;

/** A funnel as bars, each with its number; a table to those who hear it. */
export function FunnelBars({ funnel }: { funnel: EvaluationFunnel }): ReactElement {
  return (
    <table className={classes.funnel} aria-label="What became of everybody">
      <tbody>
        {funnelSteps(funnel).map(({ label, count, share, tone, detail }) => (
          <tr key={label} data-tone={tone}>
            <th scope="row">{label}</th>
            <td className={classes.count}>{count.toLocaleString()}</td>
            <td className={classes.track}>
              <div
                className={classes.bar}
                style={{ width: `${count === 0 ? 0 : Math.max(LEAST, share * 100)}%` }}
              />
              {detail && <span className={classes.detail}>{detail}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
