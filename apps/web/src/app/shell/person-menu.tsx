import {
  ActionIcon,
  Menu,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut, Moon, Sun, UserRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { Initials } from '../../parts/initials.js';
import { failed } from '../notify.js';
import { useSession } from '../session/use-session.js';
import classes from './shell.module.css';

/** Who is signed in, what is theirs, and light or dark. */
export function PersonMenu(): ReactElement {
  const { person } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => api.identity.signOut(),
    onSuccess: async () => {
      await navigate('/sign-in');
      queryClient.clear();
    },
    onError: failed,
  });
  return (
    <div className={classes.person}>
      <Menu position="top-start" width={200}>
        <Menu.Target>
          <UnstyledButton className={classes.personName}>
            <Initials name={person.name} size={24} />
            {person.name}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{person.email}</Menu.Label>
          <Menu.Item component={Link} to="/settings/me" leftSection={<UserRound size={14} />}>
            Me and my sessions
          </Menu.Item>
          <Menu.Item leftSection={<LogOut size={14} />} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ColorScheme />
    </div>
  );
}

function ColorScheme(): ReactElement {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <ActionIcon aria-label={`Change to ${other}`} onClick={() => setColorScheme(other)}>
      {scheme === 'dark' ? <Moon size={16} /> : <Sun size={16} />}
    </ActionIcon>
  );
}
