import type { BillingEntity } from '@dunwell/contract';
import { Button, FileButton } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useState, type DragEvent, type ReactElement } from 'react';
import { useMay } from '../app/session/use-session.js';
import { ENTITIES } from './entity-words.js';
import classes from './imports.module.css';

const ACCEPTED = '.csv,.ndjson,.jsonl,text/csv,application/x-ndjson';

/** Where a file is dropped or chosen. Nothing of it is sent before one has seen how it would be read. */
export function ChooseFile({
  entity,
  onChoose,
}: {
  entity: BillingEntity;
  onChoose: (file: File) => void;
}): ReactElement {
  const { may, why } = useMay('billing');
  const [isOver, setOver] = useState(false);
  const holds = ENTITIES.find(({ value }) => value === entity)?.holds;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && may) onChoose(file);
  };
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileUp size={24} strokeWidth={1.5} aria-hidden />
      <p>
        Drop a CSV or NDJSON file here: {holds}.
        <br />
        <span className={classes.muted}>
          The columns may have any names. You see how it is read before anything comes in.
        </span>
      </p>
      <FileButton accept={ACCEPTED} onChange={(file) => file && onChoose(file)} disabled={!may}>
        {(props) => (
          <Button {...props} disabled={!may}>
            Choose a file
          </Button>
        )}
      </FileButton>
      {why !== undefined && <p className={classes.muted}>{why}</p>}
    </div>
  );
}
