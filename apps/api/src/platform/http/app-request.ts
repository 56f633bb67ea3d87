import type { Request } from 'express';

/** Who acts: shown in histories beside what was done. */
export interface Actor {
  kind: 'apiKey';
  id: string;
  name: string;
}

/** A request on its way through: its id from the start on, its caller once the guard has let it in. */
export interface AppRequest extends Request {
  requestId: string;
  workspaceId?: string;
  actor?: Actor;
}
