import type { Permission, Role, Session, Workspace } from '@dunwell/contract';
import { createContext, use } from 'react';

/** Who is signed in and where, with business now (S1). */
export interface CurrentSession extends Omit<Session, 'workspace'> {
  workspace: Workspace;
  role: Role;
  /** Business now, as an instant. */
  now: string;
  /** Its business date in the workspace's zone. */
  today: string;
}

export const SessionContext = createContext<CurrentSession | null>(null);

export function useSession(): CurrentSession {
  const session = use(SessionContext);
  if (!session) throw new Error('Nobody is signed in here.');
  return session;
}

/** Whether the person may do something here; `why` says what is missing, for controls that are disabled. */
export function useMay(permission: Permission): { may: boolean; why: string | undefined } {
  const { permissions, role } = useSession();
  const may = permissions.includes(permission);
  return { may, why: may ? undefined : `As ${role} you can look at this, but not change it. An admin can.` };
}
