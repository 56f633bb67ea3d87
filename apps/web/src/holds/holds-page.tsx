import type { Hold, HoldCounts, HoldFilter } from '@dunwell/contract';
import { Pill } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import type { ParamKinds } from '../format/search-params.js';
import { useFilter } from '../format/use-filter.js';
import { Chips } from '../parts/chips.js';
import { DataTable } from '../parts/data-table.js';
import { MayButton } from '../parts/may-button.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { useHoldColumns } from './hold-columns.js';
import { HoldSheet } from './hold-sheet.js';
import { PlaceHold } from './place-hold.js';

const PARAMS: ParamKinds<HoldFilter> = { account: 'text', reason: 'text', state: 'text', open: 'flag' };

type Choice = 'active' | 'openPromises' | 'broken' | 'kept' | 'dispute' | 'courtesy' | 'ended';

const NOTHING: Partial<HoldFilter> = { reason: undefined, state: undefined, open: undefined };

const FILTERS: Readonly<Record<Choice, Partial<HoldFilter>>> = {
  active: { ...NOTHING, open: true },
  openPromises: { ...NOTHING, reason: 'promiseToPay', state: 'open' },
  broken: { ...NOTHING, reason: 'promiseToPay', state: 'broken' },
  kept: { ...NOTHING, reason: 'promiseToPay', state: 'kept' },
  dispute: { ...NOTHING, reason: 'dispute', state: 'active' },
  courtesy: { ...NOTHING, reason: 'courtesy', state: 'active' },
  ended: { ...NOTHING, state: 'ended' },
};

/** What pauses accounts and invoices: promises to pay, disputes, courtesies. */
export function HoldsPage(): ReactElement {
  const [filter, change] = useFilter<HoldFilter>(PARAMS);
  const isNarrowed = filter.reason !== undefined || filter.state !== undefined || filter.open !== undefined;
  const asked: HoldFilter = isNarrowed ? filter : { ...filter, open: true };
  const pages = usePages(['holds', asked], (cursor) => api.holds.list({ ...asked, cursor }));
  const counts = useQuery({ queryKey: ['holds', 'counts'], queryFn: () => api.holds.getCounts() });
  const [opened, setOpened] = useState<Hold | null>(null);
  const [isPlacing, setPlacing] = useState(false);
  return (
    <Page
      title="Holds"
      actions={
        <MayButton permission="work" leftSection={<Plus size={15} />} onClick={() => setPlacing(true)}>
          New hold
        </MayButton>
      }
      toolbar={
        <>
          <Chips
            label="Which holds"
            choices={choicesOf(counts.data)}
            value={choiceOf(asked)}
            onChange={(choice) => change(FILTERS[choice])}
          />
          {filter.account !== undefined && (
            <Pill withRemoveButton onRemove={() => change({ account: undefined })}>
              Account {filter.account}
            </Pill>
          )}
        </>
      }
    >
      <Panel flush>
        <DataTable
          label="Holds"
          columns={useHoldColumns()}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={setOpened}
          empty="No hold is like this. A hold keeps messages from a customer while something is being settled."
        />
      </Panel>
      <HoldSheet hold={opened} onClose={() => setOpened(null)} />
      <PlaceHold opened={isPlacing} onClose={() => setPlacing(false)} />
    </Page>
  );
}

function choicesOf(counts: HoldCounts | undefined): { value: Choice; label: string; count?: number }[] {
  const { states, promises, activeByReason } = counts ?? {};
  return [
    { value: 'active', label: 'Not over', count: states && states.active + states.scheduled },
    { value: 'openPromises', label: 'Open promises', count: promises?.open },
    { value: 'broken', label: 'Broken promises', count: promises?.broken },
    { value: 'kept', label: 'Kept promises', count: promises?.kept },
    { value: 'dispute', label: 'Disputes', count: activeByReason?.dispute },
    { value: 'courtesy', label: 'Courtesies', count: activeByReason?.courtesy },
    { value: 'ended', label: 'Over', count: states?.ended },
  ];
}

function choiceOf({ state, reason }: HoldFilter): Choice {
  if (state === 'open') return 'openPromises';
  if (state === 'broken' || state === 'kept' || state === 'ended') return state;
  return reason === 'dispute' || reason === 'courtesy' ? reason : 'active';
}
