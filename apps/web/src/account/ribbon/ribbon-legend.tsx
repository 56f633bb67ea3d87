import type { AccountRibbon } from '@dunwell/contract';
import type { ReactElement } from 'react';
import classes from './ribbon.module.css';

export function RibbonLegend({ ribbon }: { ribbon: AccountRibbon }): ReactElement {
  return (
    <div className={classes.legend}>
      <span>
        <i className={classes.keyClear} /> Nothing overdue
      </span>
      <span>
        <i className={classes.keyPastDue} /> Past due, deeper with every week
      </span>
      <span>
        <i className={classes.keyAhead} /> If nothing changes
      </span>
      {ribbon.holds.length > 0 && (
        <span>
          <i className={classes.keyHold} /> On hold
        </span>
      )}
      <span className={classes.legendAside}>Above: what Dunwell does. Below: what caused it.</span>
    </div>
  );
}
