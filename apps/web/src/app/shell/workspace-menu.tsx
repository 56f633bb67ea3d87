import { Menu, UnstyledButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { failed } from '../notify.js';
import { useSession } from '../session/use-session.js';
import { NewWorkspace } from './new-workspace.js';
import classes from './shell.module.css';

/** Where one is, and the other workspaces one may go to. */
export function WorkspaceMenu(): ReactElement {
  const { workspace, workspaces } = useSession();
  const [isCreating, setCreating] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const change = useMutation({
    mutationFn: (workspaceId: string) => api.identity.changeWorkspace(workspaceId),
    onSuccess: async () => {
      // Nothing of the workspace one leaves may stay on the screen.
      await navigate('/');
      await queryClient.resetQueries();
    },
    onError: failed,
  });
  return (
    <>
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes.workspace} aria-label={`Workspace: ${workspace.name}`}>
            <img src="/icon.svg" alt="" width={22} height={22} />
            <span className={classes.workspaceName}>{workspace.name}</span>
            <ChevronsUpDown size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Workspaces</Menu.Label>
          {workspaces.map(({ id, name, role }) => (
            <Menu.Item
              key={id}
              rightSection={id === workspace.id ? <Check size={14} aria-label="current" /> : role}
              onClick={() => {
                if (id !== workspace.id) change.mutate(id);
              }}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<Plus size={14} />} onClick={() => setCreating(true)}>
            New workspace
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NewWorkspace opened={isCreating} onClose={() => setCreating(false)} />
    </>
  );
}
