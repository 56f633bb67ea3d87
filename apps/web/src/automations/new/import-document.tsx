import { ProblemError } from '@dunwell/contract';
import { Button, FileButton, Group, Modal, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FileJson } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { problemWords } from '../../api/problem-words.js';
import { useChange } from '../../api/use-change.js';
import { MayButton } from '../../parts/may-button.js';
import { ProblemList } from '../problem-list.js';
import { TOUCHED } from '../touched.js';
import classes from './new-automation.module.css';
import { readDocumentFile } from './read-document-file.js';

/** A document from a file becomes a new draft: the server checks it first, and nothing that is there is replaced. */
export function ImportDocument({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  return (
    <Modal opened={opened} onClose={onClose} title="Import a document" size={620}>
      <Import onClose={onClose} />
    </Modal>
  );
}

function Import({ onClose }: { onClose: () => void }): ReactElement {
  const navigate = useNavigate();
  const check = useMutation({
    mutationFn: async (file: File) => {
      const read = await readDocumentFile(file);
      if ('problem' in read) return { file: file.name, ...read };
      return { file: file.name, ...read, ...(await api.validate({ document: read.document })) };
    },
  });
  const create = useChange({
    change: (document: unknown) => api.createAutomation({ document }),
    touches: TOUCHED,
    says: ({ name }) => `“${name}” is a new draft. Nothing that was there has changed.`,
    onDone: ({ id }) => {
      onClose();
      void navigate(`/automations/${id}`);
    },
    onRefused: () => undefined,
  });
  const found = check.data;
  const refused = create.error instanceof ProblemError ? create.error.details.problems : undefined;
  const document = found && 'document' in found ? found : null;
  return (
    <Stack gap={14}>
      <p>
        It becomes a new draft beside what is there: nothing is replaced, and nothing runs before it is
        published.
      </p>
      <Drop onFile={(file) => check.mutate(file)} isChecking={check.isPending} chosen={found?.file ?? null} />
      {check.error && (
        <p role="alert" className={classes.refused}>
          {problemWords(check.error)}
        </p>
      )}
      {found && 'problem' in found && (
        <p role="alert" className={classes.refused}>
          {found.problem}
        </p>
      )}
      {document && (
        <>
          {document.sentence !== null && <p className={classes.found}>{document.sentence}</p>}
          <ProblemList problems={refused ?? document.problems} stepTitle={() => undefined} />
        </>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <MayButton
          permission="edit"
          loading={create.isPending}
          disabledBecause={whyNot(document)}
          onClick={() => create.mutate(document?.document)}
        >
          Make it a draft
        </MayButton>
      </Group>
    </Stack>
  );
}

function whyNot(document: { sentence: string | null } | null): string | undefined {
  if (!document) return 'Choose a file first.';
  return document.sentence === null ? 'The file holds no automation. See what is wrong with it.' : undefined;
}

function Drop({
  onFile,
  isChecking,
  chosen,
}: {
  onFile: (file: File) => void;
  isChecking: boolean;
  chosen: string | null;
}): ReactElement {
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <FileJson size={24} strokeWidth={1.5} aria-hidden />
      <span>{chosen ?? 'Drop a JSON file here, or choose one.'}</span>
      <FileButton onChange={(file) => file && onFile(file)} accept="application/json,.json">
        {(props) => (
          <Button variant="default" loading={isChecking} {...props}>
            {chosen === null ? 'Choose a file' : 'Choose another'}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
