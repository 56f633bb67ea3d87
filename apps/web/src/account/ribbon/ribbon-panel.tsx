import type { AccountPage, AccountRibbon } from '@dunwell/contract';
import { SegmentedControl } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { Panel } from '../../parts/panel.js';
import { RibbonFigures } from './ribbon-figures.js';
import { RibbonTable } from './ribbon-table.js';
import { RibbonView } from './ribbon-view.js';
import classes from './ribbon.module.css';

const LOOKS = [
  { value: 'ribbon', label: 'Ribbon' },
  { value: 'table', label: 'Table' },
];

/** The account day by day: what is overdue and since when, what moved it, and what Dunwell does about it. */
export function RibbonPanel({ page, ribbon }: { page: AccountPage; ribbon: AccountRibbon }): ReactElement {
  const [look, setLook] = useState('ribbon');
  return (
    <Panel className={classes.panel}>
      <div className={classes.head}>
        <RibbonFigures page={page} />
        <SegmentedControl aria-label="Show as" data={LOOKS} value={look} onChange={setLook} />
      </div>
      {look === 'ribbon' ? <RibbonView ribbon={ribbon} /> : <RibbonTable ribbon={ribbon} />}
    </Panel>
  );
}
