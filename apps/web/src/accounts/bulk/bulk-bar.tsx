import type { AccountFilter } from '@dunwell/contract';
import { ActionIcon, Button } from '@mantine/core';
import { CirclePause, Tag, X } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { MayButton } from '../../parts/may-button.js';
import classes from './bulk-bar.module.css';
import { BulkDialog, type BulkKind } from './bulk-dialog.js';
import { countOf, NOTHING_SELECTED, tooMany, type Selected } from './selected.js';

interface BulkBarProps {
  selected: Selected;
  /** How many rows have been read so far, and how many accounts fit the filter. */
  shown: number;
  matching: number | undefined;
  filter: AccountFilter;
  onSelect: (selected: Selected) => void;
}

/** What can be done to the accounts that are selected; stands there as long as any are. */
export function BulkBar({
  selected,
  shown,
  matching = shown,
  filter,
  onSelect,
}: BulkBarProps): ReactElement | null {
  const [kind, setKind] = useState<BulkKind | null>(null);
  const count = countOf(selected, matching);
  if (count === 0) return null;
  const isAllShown = !selected.whole && selected.keys.size === shown && matching > shown;
  const reason = tooMany(count);
  return (
    <div className={classes.bar} role="region" aria-label="Selected accounts">
      <strong aria-live="polite">{count.toLocaleString()} selected</strong>
      {isAllShown && (
        <Button variant="subtle" onClick={() => onSelect({ ...selected, whole: true })}>
          Select all {matching.toLocaleString()} of this filter
        </Button>
      )}
      <div className={classes.actions}>
        <MayButton
          permission="work"
          variant="default"
          disabledBecause={reason}
          leftSection={<Tag size={15} aria-hidden />}
          onClick={() => setKind('addTag')}
        >
          Tag
        </MayButton>
        <MayButton
          permission="work"
          variant="default"
          disabledBecause={reason}
          onClick={() => setKind('removeTag')}
        >
          Remove tag
        </MayButton>
        <MayButton
          permission="work"
          variant="default"
          disabledBecause={reason}
          leftSection={<CirclePause size={15} aria-hidden />}
          onClick={() => setKind('placeHold')}
        >
          Hold
        </MayButton>
        <ActionIcon aria-label="Select none" onClick={() => onSelect(NOTHING_SELECTED)}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </div>
      {kind && (
        <BulkDialog
          kind={kind}
          selected={selected}
          count={count}
          filter={filter}
          onClose={() => setKind(null)}
          onDone={() => {
            setKind(null);
            onSelect(NOTHING_SELECTED);
          }}
        />
      )}
    </div>
  );
}
