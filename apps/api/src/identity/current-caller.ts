import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor as CallingActor, AppRequest } from '../platform/http/app-request.js';

/** The id of the workspace a request is about: a parameter of every handler that touches data. */
export const CurrentWorkspace = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { workspaceId } = requestOf(context);
  if (workspaceId === undefined) throw new Error('A public route has no workspace.');
  return workspaceId;
});

/** Who sent the request. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): CallingActor => {
  const { actor } = requestOf(context);
  if (actor === undefined) throw new Error('A public route has no actor.');
  return actor;
});

function requestOf(context: ExecutionContext): AppRequest {
  return context.switchToHttp().getRequest<AppRequest>();
}
