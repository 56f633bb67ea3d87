import type { ChangeViewRequest, SavedView, ViewQuery } from '@dunwell/contract';
import { ActionIcon, Button, Checkbox, Group, Modal, Text, TextInput, Tooltip } from '@mantine/core';
import { Replace, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { api } from '../../api/client.js';
import { useChange } from '../../api/use-change.js';
import classes from './views.module.css';

interface ManageViewsProps {
  /** One's own. */
  views: readonly SavedView[];
  current: ViewQuery;
  onClose: () => void;
}

/** One's own views: renamed, shared, changed to what is shown now, deleted. */
export function ManageViews({ views, current, onClose }: ManageViewsProps): ReactElement {
  return (
    <Modal opened onClose={onClose} title="Your views" size="lg">
      <ul className={classes.views}>
        {views.map((view) => (
          <li key={view.id}>
            <OwnView view={view} current={current} />
          </li>
        ))}
      </ul>
      {views.length === 0 && <Text c="dimmed">You have no views of your own any more.</Text>}
    </Modal>
  );
}

function OwnView({ view, current }: { view: SavedView; current: ViewQuery }): ReactElement {
  const [isDeleting, setDeleting] = useState(false);
  const change = useChange({
    change: (request: ChangeViewRequest) => api.views.change(view.id, request),
    touches: ['views'],
    says: ({ name }) => `The view “${name}” is changed.`,
  });
  const remove = useChange({
    change: () => api.views.remove(view.id),
    touches: ['views'],
    says: () => `The view “${view.name}” is deleted.`,
  });
  if (isDeleting) {
    return (
      <Group className={classes.view} justify="space-between">
        <Text>
          Delete “{view.name}”{view.shared ? ' for everybody' : ''}?
        </Text>
        <Group gap={8}>
          <Button variant="default" onClick={() => setDeleting(false)} data-autofocus>
            Keep
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            Delete view
          </Button>
        </Group>
      </Group>
    );
  }
  return (
    <Group className={classes.view} wrap="nowrap">
      <ViewName view={view} rename={(name) => change.mutate({ name })} />
      <Checkbox
        label="Shared"
        checked={view.shared}
        disabled={change.isPending}
        onChange={({ currentTarget }) => change.mutate({ shared: currentTarget.checked })}
      />
      <Tooltip label="Change it to what the list shows now">
        <ActionIcon
          aria-label={`Change ${view.name} to what the list shows now`}
          onClick={() => change.mutate({ query: current.query })}
        >
          <Replace size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Delete">
        <ActionIcon aria-label={`Delete ${view.name}`} onClick={() => setDeleting(true)}>
          <Trash2 size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** A name that is changed in its place: by Enter, or by leaving it. */
function ViewName({ view, rename }: { view: SavedView; rename: (name: string) => void }): ReactElement {
  const [name, setName] = useState(view.name);
  const keep = (): void => {
    const changed = name.trim();
    if (changed === '') setName(view.name);
    else if (changed !== view.name) rename(changed);
  };
  return (
    <TextInput
      className={classes.name}
      aria-label={`Name of ${view.name}`}
      maxLength={100}
      value={name}
      onChange={({ currentTarget }) => setName(currentTarget.value)}
      onBlur={keep}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
      }}
    />
  );
}
