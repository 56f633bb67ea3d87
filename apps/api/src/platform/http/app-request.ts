import type { Permission } from '@dunwell/contract';
import type { Request } from 'express';

/** Who acts: shown in histories beside what was done. */
export interface Actor {
  kind: 'person' | 'apiKey';
  id: string;
  name: string;
}

/** Who asks for a change, where, and by which request: what the audit log keeps of it. */
export interface Caller {
  workspaceId: string;
  actor: Actor;
  requestId: string;
}

/** A request on its way through: its id from the start on, its caller once the guard has let it in. */
export interface AppRequest extends Request {
  requestId: string;
  workspaceId?: string;
  actor?: Actor;
  /** What the caller may do in that workspace. */
  permissions?: readonly Permission[];
  /** Of a person who is signed in. */
  sessionId?: string;
}
