import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSession } from '../app/session/use-session.js';
import { TaskForm } from '../parts/tasks/task-form.js';

interface NewTaskProps {
  opened: boolean;
  onClose: () => void;
  /** Whom it is about, where that is known. */
  account?: string;
}

/** A task that a person makes. */
export function NewTask({ opened, onClose, account }: NewTaskProps): ReactElement {
  const { today } = useSession();
  return (
    <Modal opened={opened} onClose={onClose} title="New task">
      {opened && <TaskForm account={account} today={today} onDone={onClose} />}
    </Modal>
  );
}
