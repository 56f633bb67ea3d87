import type { BillingEntity, FileFormat, Import, ImportLine, ImportMapping } from '@dunwell/contract';
import { Button, Group, Progress } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { problemWords } from '../api/problem-words.js';
import { Panel } from '../parts/panel.js';
import { entityLabel } from './entity-words.js';
import classes from './imports.module.css';

interface ImportRunProps {
  entity: BillingEntity;
  file: File;
  format: FileFormat;
  mapping: ImportMapping;
  onClose: () => void;
}

type State =
  | { kind: 'running'; progress: Import | null }
  | { kind: 'over'; line: ImportLine }
  | { kind: 'broken'; error: unknown };

/** An import under way: how far it is, how it ended, and what was rejected. */
export function ImportRun(props: ImportRunProps): ReactElement {
  const { entity, file, onClose } = props;
  const [state, cancel] = useImport(props);
  const current =
    state.kind === 'running' ? state.progress : state.kind === 'over' ? state.line.import : null;
  return (
    <Panel title={`${entityLabel(entity)} from ${file.name}`}>
      <div className={classes.wizard} role="status">
        {state.kind === 'running' && <Progress value={100} animated aria-label="Under way" />}
        {current && <p>{progressWords(current)}</p>}
        {state.kind === 'broken' && <p className={classes.doubt}>{problemWords(state.error)}</p>}
        {state.kind === 'over' && <Ending line={state.line} />}
        <Group gap={8}>
          {state.kind === 'running' ? (
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
          ) : (
            <>
              <Button onClick={onClose}>Another file</Button>
              <Button variant="default" component={Link} to="/accounts">
                See the accounts
              </Button>
            </>
          )}
        </Group>
      </div>
    </Panel>
  );
}

function Ending({ line }: { line: ImportLine }): ReactElement | null {
  if (line.kind === 'problem')
    return <p className={classes.doubt}>{line.problem.detail ?? line.problem.title}</p>;
  if (line.kind !== 'summary' || line.import.rejected === 0) return null;
  return (
    <>
      <ul className={classes.rejections}>
        {line.firstRejections.map(({ line: number, column, reason }) => (
          <li key={`${number} ${column ?? ''}`}>
            Line {number}
            {column !== null && `, ${column}`}: {reason}
          </li>
        ))}
      </ul>
      <p>
        <a href={`/api/v1/imports/${line.import.id}/rejections`} download="rejected.csv">
          All rejected lines as CSV
        </a>
      </p>
    </>
  );
}

function progressWords({ accepted, rejected, created, changed }: Import): string {
  const parts = [
    `${accepted.toLocaleString()} rows in`,
    `${created.toLocaleString()} new`,
    `${changed.toLocaleString()} changed`,
    ...(rejected > 0 ? [`${rejected.toLocaleString()} rejected`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** Uploads the file once, and follows the lines of the answer. */
function useImport({ entity, file, format, mapping }: ImportRunProps): [State, () => void] {
  const queryClient = useQueryClient();
  const [state, setState] = useState<State>({ kind: 'running', progress: null });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => {
    // A second effect of a strict development run must not upload twice.
    if (abort.current) return;
    const controller = new AbortController();
    abort.current = controller;
    const run = async (): Promise<void> => {
      let last: ImportLine | null = null;
      const lines = api.importFile(entity, {
        body: file,
        format,
        fileName: file.name,
        mapping,
        signal: controller.signal,
      });
      for await (const line of lines) {
        last = line;
        setState({ kind: 'running', progress: line.import });
      }
      if (last) setState({ kind: 'over', line: last });
      await queryClient.invalidateQueries();
    };
    run().catch((error: unknown) => {
      setState({ kind: 'broken', error });
      void queryClient.invalidateQueries({ queryKey: ['imports'] });
    });
  }, [entity, file, format, mapping, queryClient]);
  return [state, () => abort.current?.abort()];
}
