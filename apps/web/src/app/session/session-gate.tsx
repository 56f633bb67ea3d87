import { ProblemError, type OwnWorkspace, type Session } from '@dunwell/contract';
import { Button, Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { api } from '../../api/client.js';
import { dateIn } from '../../format/dates.js';
import { EmptyState, ErrorState } from '../../parts/states.js';
import { NewWorkspace } from '../shell/new-workspace.js';
import { SessionContext } from './use-session.js';

/** Business now is asked for again this often: a clock that is real moves by itself. */
const CLOCK_EVERY = 60_000;

export const SESSION_KEY = ['session'] as const;
export const CLOCK_KEY = ['clock'] as const;
export const WORKSPACE_KEY = ['workspace'] as const;

/** Lets in who is signed in, and sends everybody else to sign in and back. */
export function SessionGate({ children }: { children: ReactNode }): ReactElement {
  const session = useQuery({ queryKey: SESSION_KEY, queryFn: () => api.identity.getSession() });
  const location = useLocation();
  if (isSignedOut(session.error)) {
    const back = location.pathname + location.search;
    return <Navigate to={back === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(back)}`} replace />;
  }
  if (session.error && !session.data) {
    return <ErrorState error={session.error} retry={() => void session.refetch()} />;
  }
  if (!session.data) return <Waiting />;
  const { workspace } = session.data;
  if (!workspace) return <Homeless session={session.data} />;
  return (
    <InWorkspace session={session.data} own={workspace}>
      {children}
    </InWorkspace>
  );
}

/** What every screen needs to know of where it is: the workspace, and business now (S1). */
function InWorkspace({
  session,
  own,
  children,
}: {
  session: Session;
  own: OwnWorkspace;
  children: ReactNode;
}): ReactElement {
  const workspace = useQuery({ queryKey: WORKSPACE_KEY, queryFn: () => api.workspace.get() });
  const clock = useQuery({
    queryKey: CLOCK_KEY,
    queryFn: () => api.workspace.getClock(),
    refetchInterval: CLOCK_EVERY,
  });
  const failed = [workspace, clock].find(({ error, data }) => error && data === undefined);
  if (failed) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  if (!workspace.data || !clock.data) return <Waiting />;
  const { now } = clock.data;
  const today = dateIn(now, workspace.data.timeZone);
  return (
    <SessionContext value={{ ...session, now, today, role: own.role, workspace: workspace.data }}>
      {children}
    </SessionContext>
  );
}

/** Somebody whom the last workspace has let go. */
function Homeless({ session }: { session: Session }): ReactElement {
  const [isCreating, setCreating] = useState(false);
  return (
    <>
      <EmptyState action={<Button onClick={() => setCreating(true)}>Make a workspace</Button>}>
        {session.person.name}, you belong to no workspace any more. Ask to be invited, or make one of your
        own.
      </EmptyState>
      <NewWorkspace opened={isCreating} onClose={() => setCreating(false)} />
    </>
  );
}

function Waiting(): ReactElement {
  return (
    <Center h="100dvh">
      <Loader aria-label="Loading" />
    </Center>
  );
}

const isSignedOut = (error: unknown): boolean =>
  error instanceof ProblemError && error.details.status === 401;
