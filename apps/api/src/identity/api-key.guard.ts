import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError } from '../platform/http/app-error.js';
import type { AppRequest } from '../platform/http/app-request.js';
import { IS_PUBLIC } from '../platform/http/public.js';
import { ApiKeys } from './api-keys.js';

const BEARER = /^Bearer +(\S{1,300})$/i;

/** Lets in who shows a key, and notes whose workspace the request is about. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly apiKeys: ApiKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const request = context.switchToHttp().getRequest<AppRequest>();
    const header = request.get('Authorization');
    if (header === undefined) throw unauthenticated('This route needs a key.');
    const token = BEARER.exec(header)?.[1];
    const key = token === undefined ? undefined : await this.apiKeys.find(token);
    if (!key) throw unauthenticated('The key is not known, or was revoked.');
    await this.apiKeys.noteUse(key);
    request.workspaceId = key.workspaceId;
    request.actor = { kind: 'apiKey', id: key.id, name: key.name };
    return true;
  }
}

function unauthenticated(what: string): AppError {
  return new AppError({
    code: 'unauthenticated',
    status: 401,
    message: `${what} Send it as "Authorization: Bearer dwk_…".`,
  });
}
