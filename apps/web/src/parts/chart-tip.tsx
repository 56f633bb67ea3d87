import type { ReactElement, ReactNode } from 'react';
import classes from './chart-tip.module.css';

/** What a chart says where the pointer is. */
export function ChartTip({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <div className={classes.tip}>
      <b>{title}</b>
      {children}
    </div>
  );
}
