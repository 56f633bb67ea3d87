import { PREVIEW_BYTES, type BillingEntity, type FileFormat, type ImportMapping } from '@dunwell/contract';
import { Button, Group } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { Panel } from '../parts/panel.js';
import { QueryState } from '../parts/query-state.js';
import { entityLabel } from './entity-words.js';
import { ImportRun } from './import-run.js';
import classes from './imports.module.css';
import { MappingForm } from './mapping-form.js';
import { PreviewTable } from './preview-table.js';

interface ImportWizardProps {
  entity: BillingEntity;
  file: File;
  onClose: () => void;
}

/** How a file would be read, by a mapping that is guessed and can be mended; then the import itself. */
export function ImportWizard({ entity, file, onClose }: ImportWizardProps): ReactElement {
  const [changed, setChanged] = useState<ImportMapping>();
  const [isRunning, setRunning] = useState(false);
  const preview = useQuery({
    queryKey: ['import-preview', entity, file.name, file.size, file.lastModified, changed],
    queryFn: () =>
      api.imports.preview(entity, {
        body: file.slice(0, PREVIEW_BYTES),
        format: formatOf(file),
        isCut: file.size > PREVIEW_BYTES,
        ...(changed && { mapping: changed }),
      }),
    placeholderData: keepPreviousData,
    // The file does not change by itself.
    staleTime: Infinity,
  });
  if (isRunning && preview.data) {
    return (
      <ImportRun
        entity={entity}
        file={file}
        format={formatOf(file)}
        mapping={changed ?? preview.data.mapping}
        onClose={onClose}
      />
    );
  }
  return (
    <Panel
      title={`${entityLabel(entity)} from ${file.name}`}
      aside={
        <Group gap={8}>
          <Button variant="default" onClick={onClose}>
            Another file
          </Button>
          <Button
            disabled={!preview.data || preview.isFetching || preview.data.problems.length > 0}
            onClick={() => setRunning(true)}
          >
            Import
          </Button>
        </Group>
      }
    >
      <QueryState query={preview}>
        {(data) => (
          <div className={classes.wizard} aria-busy={preview.isFetching}>
            {[...data.problems.map(({ reason }) => reason), ...data.doubts].map((words) => (
              <p key={words} className={classes.doubt} role="alert">
                {words}
              </p>
            ))}
            <MappingForm preview={data} mapping={changed ?? data.mapping} onChange={setChanged} />
            <PreviewTable preview={data} mapping={changed ?? data.mapping} />
          </div>
        )}
      </QueryState>
    </Panel>
  );
}

function formatOf({ name }: File): FileFormat {
  return /\.(ndjson|jsonl)$/i.test(name) ? 'ndjson' : 'csv';
}
