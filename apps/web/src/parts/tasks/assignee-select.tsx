import type { Assignee } from '@dunwell/language';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { useSession } from '../../app/session/use-session.js';
import { assigneeWords } from './task-words.js';

interface AssigneeSelectProps {
  value: Assignee | null;
  onChange: (assignee: Assignee | null) => void;
  disabled?: boolean;
  description?: string;
}

/** Who does it: a person of the workspace, or nobody yet. Queues and owners come from automations and stay offered. */
export function AssigneeSelect({
  value,
  onChange,
  disabled,
  description,
}: AssigneeSelectProps): ReactElement {
  const { person } = useSession();
  const colleagues = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => api.identity.listColleagues(),
  });
  const others = (colleagues.data?.colleagues ?? []).filter(({ id }) => id !== person.id);
  const options = new Map<string, { label: string; assignee: Assignee }>([
    ['me', { label: `${person.name} (me)`, assignee: { kind: 'person', email: person.email } }],
    ...others.map(({ id, name, email }): [string, { label: string; assignee: Assignee }] => [
      id,
      { label: name, assignee: { kind: 'person', email } },
    ]),
  ]);
  const known = [...options].find(([, { assignee }]) => isSame(assignee, value))?.[0];
  if (value !== null && known === undefined) {
    options.set('current', { label: assigneeWords(value), assignee: value });
  }
  return (
    <Select
      label="Who"
      placeholder="Nobody"
      clearable
      searchable
      disabled={disabled}
      description={description}
      data={[...options].map(([key, { label }]) => ({ value: key, label }))}
      value={value === null ? null : (known ?? 'current')}
      onChange={(key) => onChange(key === null ? null : (options.get(key)?.assignee ?? null))}
    />
  );
}

function isSame(a: Assignee, b: Assignee | null): boolean {
  return a.kind === 'person' && b?.kind === 'person' && a.email === b.email;
}
