import { ROLE_PERMISSIONS } from '@dunwell/contract';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { ACCESS, type Access } from '../../platform/http/access.js';
import type { AppRequest } from '../../platform/http/app-request.js';
import { readSessionCookie } from '../../platform/http/session-cookie.js';
import { ApiKeys } from '../keys/api-keys.js';
import { Sessions } from '../sessions/sessions.js';
import { provenanceOf } from './own-pages.js';
import {
  accessNotDeclared,
  foreignPage,
  inNoWorkspace,
  KEY_REFUSALS,
  keyLacks,
  nobodySignedIn,
  onlyForPeople,
  personLacks,
  provenanceUnknown,
  sessionOver,
} from './refusals.js';

const BEARER = /^Bearer +(\S{1,300})$/i;
/** What a route that is not everybody's asks for. */
type Needed = Exclude<Access, 'everybody'>;

const CHANGES_NOTHING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets in who may use a route, by a key or a session, and notes who it is and which workspace the request is about. A
 * route that does not declare who may use it is refused.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly apiKeys: ApiKeys,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: ProcessConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AppRequest>();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined) throw accessNotDeclared();
    const authorization = request.get('Authorization');
    if (access !== 'everybody' && authorization !== undefined) {
      await this.letInByKey(request, authorization, access);
      return true;
    }
    this.refuseForeignPages(request);
    if (access !== 'everybody') await this.letInBySession(request, access);
    return true;
  }

  private async letInByKey(request: AppRequest, authorization: string, access: Needed): Promise<void> {
    const token = BEARER.exec(authorization)?.[1];
    const found = token === undefined ? { kind: 'unknown' as const } : await this.apiKeys.find(token);
    if (found.kind !== 'key') throw KEY_REFUSALS[found.kind]();
    const { key } = found;
    if (access === 'signedIn') throw onlyForPeople();
    if (!key.permissions.includes(access)) throw keyLacks(access, key.name);
    await this.apiKeys.noteUse(key);
    request.workspaceId = key.workspaceId;
    request.actor = { kind: 'apiKey', id: key.id, name: key.name };
    request.permissions = key.permissions;
  }

  private async letInBySession(request: AppRequest, access: Needed): Promise<void> {
    const token = readSessionCookie(request);
    if (token === undefined) throw nobodySignedIn();
    const session = await this.sessions.find(token);
    if (!session) throw sessionOver();
    const { workspaceId, role } = session;
    request.sessionId = session.sessionId;
    request.actor = { kind: 'person', id: session.personId, name: session.name };
    if (workspaceId !== null && role !== null) {
      request.workspaceId = workspaceId;
      request.permissions = ROLE_PERMISSIONS[role];
    }
    if (access !== 'signedIn') {
      if (role === null) throw inNoWorkspace();
      if (!ROLE_PERMISSIONS[role].includes(access)) throw personLacks(access, role);
    }
    await this.sessions.noteUse(session);
  }

  /** A browser sends its cookie with whatever a page makes it send: only our own pages may change something. */
  private refuseForeignPages(request: AppRequest): void {
    if (CHANGES_NOTHING.has(request.method)) return;
    const sender = {
      fetchSite: request.get('Sec-Fetch-Site'),
      origin: request.get('Origin'),
      host: request.get('Host'),
    };
    const provenance = provenanceOf(sender, this.config.publicUrl);
    if (provenance === 'foreignPage') throw foreignPage();
    // Without a cookie there is nothing a page could misuse: a program that signs in.
    if (provenance === 'unknown' && readSessionCookie(request) !== undefined) throw provenanceUnknown();
  }
}
