import type { Permission } from '@dunwell/contract';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type {
  Actor as CallingActor,
  AppRequest,
  Caller as CallerOfWorkspace,
} from '../platform/http/app-request.js';

/** The id of the workspace a request is about: a parameter of every handler that touches data. */
export const CurrentWorkspace = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  workspaceOf(requestOf(context)),
);

/** Who sent the request. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): CallingActor =>
  actorOf(requestOf(context)),
);

/** Who sent the request, in which workspace: a parameter of every handler whose change the audit log keeps. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): CallerOfWorkspace => {
  const request = requestOf(context);
  return { workspaceId: workspaceOf(request), actor: actorOf(request), requestId: request.requestId };
});

/** What the caller may do in the workspace. */
export const OwnPermissions = createParamDecorator(
  (_: unknown, context: ExecutionContext): readonly Permission[] => requestOf(context).permissions ?? [],
);

/** A person who is signed in, whatever their workspace. */
export interface SignedInPerson {
  personId: string;
  name: string;
  sessionId: string;
  requestId: string;
}

/** Who is signed in: for routes declared with `@SignedIn()`. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): SignedInPerson => {
  const request = requestOf(context);
  const { id, name } = actorOf(request);
  if (request.sessionId === undefined) throw new Error('Only people have sessions.');
  return { personId: id, name, sessionId: request.sessionId, requestId: request.requestId };
});

function workspaceOf({ workspaceId }: AppRequest): string {
  if (workspaceId === undefined) throw new Error('A public route has no workspace.');
  return workspaceId;
}

function actorOf({ actor }: AppRequest): CallingActor {
  if (actor === undefined) throw new Error('A public route has no actor.');
  return actor;
}

function requestOf(context: ExecutionContext): AppRequest {
  return context.switchToHttp().getRequest<AppRequest>();
}
