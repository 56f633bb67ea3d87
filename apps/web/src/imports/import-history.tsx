import type { Import } from '@dunwell/contract';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import { done, failed } from '../app/notify.js';
import { useMay } from '../app/session/use-session.js';
import { useFormat } from '../format/use-format.js';
import { DataTable, type Column } from '../parts/data-table.js';
import { QueryState } from '../parts/query-state.js';
import { TonePill, type Tone } from '../parts/tone-pill.js';
import { entityLabel } from './entity-words.js';

const STATUS: Readonly<Record<Import['status'], { label: string; tone: Tone }>> = {
  running: { label: 'Under way', tone: 'accent' },
  finished: { label: 'In', tone: 'success' },
  failed: { label: 'Stopped', tone: 'danger' },
  undone: { label: 'Taken back', tone: 'plain' },
};

/** What came in, and what can still be taken back. */
export function ImportHistory(): ReactElement {
  const [undoing, setUndoing] = useState<Import | null>(null);
  const pages = usePages(['imports'], (cursor) => api.listImports({ cursor }));
  return (
    <>
      <DataTable
        label="Imports so far"
        columns={useColumns(setUndoing)}
        pages={pages}
        keyOf={({ id }) => id}
        empty="Nothing has been imported yet."
      />
      <Modal opened={undoing !== null} onClose={() => setUndoing(null)} title="Take the import back?">
        {undoing && <Undo one={undoing} onClose={() => setUndoing(null)} />}
      </Modal>
    </>
  );
}

function useColumns(onUndo: (one: Import) => void): Column<Import>[] {
  const format = useFormat();
  const { may } = useMay('billing');
  return [
    { id: 'when', header: 'When', cell: ({ startedAt }) => format.instant(startedAt), phone: 'amount' },
    { id: 'what', header: 'What', cell: ({ entity }) => entityLabel(entity), phone: 'title' },
    { id: 'file', header: 'File', cell: ({ fileName }) => fileName, phone: 'detail' },
    {
      id: 'status',
      header: 'State',
      cell: ({ status }) => <TonePill tone={STATUS[status].tone}>{STATUS[status].label}</TonePill>,
      phone: 'detail',
    },
    { id: 'in', header: 'Rows in', align: 'right', cell: ({ accepted }) => accepted.toLocaleString() },
    { id: 'new', header: 'New', align: 'right', cell: ({ created }) => created.toLocaleString() },
    { id: 'changed', header: 'Changed', align: 'right', cell: ({ changed }) => changed.toLocaleString() },
    { id: 'rejected', header: 'Rejected', align: 'right', cell: (one) => <Rejected one={one} /> },
    {
      id: 'undo',
      header: '',
      align: 'right',
      cell: (one) =>
        one.status === 'finished' && may ? (
          <Button
            variant="subtle"
            aria-label={`Take ${one.fileName ?? 'it'} back`}
            onClick={() => onUndo(one)}
          >
            Take back
          </Button>
        ) : null,
    },
  ];
}

function Rejected({ one: { id, rejected } }: { one: Import }): ReactElement {
  if (rejected === 0) return <>0</>;
  return (
    <a
      href={`/api/v1/imports/${id}/rejections`}
      download="rejected.csv"
      aria-label={`${rejected} rejected lines as CSV`}
    >
      {rejected.toLocaleString()}
    </a>
  );
}

function Undo({ one, onClose }: { one: Import; onClose: () => void }): ReactElement {
  const queryClient = useQueryClient();
  const undo = useQuery({
    queryKey: ['imports', one.id, 'undo'],
    queryFn: () => api.imports.getUndo(one.id),
    staleTime: 0,
  });
  const takeBack = useMutation({
    mutationFn: () => api.imports.undo(one.id),
    onSuccess: async () => {
      done('The import was taken back.');
      onClose();
      await queryClient.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <QueryState query={undo}>
      {({ possible, reasons, removes }) => (
        <Stack>
          {possible ? (
            <p>
              {removes.toLocaleString()} things that came with it are removed. Nothing has acted on them yet.
            </p>
          ) : (
            <>
              <p>It cannot be taken back any more:</p>
              <ul>
                {reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </>
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              Leave it
            </Button>
            {possible && (
              <Button color="red" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
                Take it back
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </QueryState>
  );
}
