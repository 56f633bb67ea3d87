import type { AuditActor } from '@dunwell/contract';

/** Who makes changes in a workspace: a `Caller`, or Dunwell itself. */
export interface Author {
  workspaceId: string;
  actor: { kind: AuditActor; id: string | null; name: string };
  requestId: string | null;
}

/** What nobody asked for: the first start, a benchmark. */
export function dunwellItself(workspaceId: string): Author {
  return { workspaceId, actor: { kind: 'system', id: null, name: 'Dunwell' }, requestId: null };
}
