import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ProcessConfig } from '../../config/config.js';
import { Public } from '../../platform/http/public.js';
import type { ApiKeys } from '../keys/api-keys.js';
import type { Sessions } from '../sessions/sessions.js';
import { AccessGuard } from './access.guard.js';

class Forgetful {
  @Public()
  declared(): void {
    /* Says who may use it. */
  }

  undeclared(): void {
    /* Says nothing. */
  }
}

const guard = new AccessGuard(new Reflector(), {} as ApiKeys, {} as Sessions, {} as ProcessConfig);

function goingTo(name: 'declared' | 'undeclared'): ExecutionContext {
  const handler = Object.getOwnPropertyDescriptor(Forgetful.prototype, name)?.value as object;
  return {
    switchToHttp: () => ({ getRequest: () => ({ method: 'GET', get: () => undefined }) }),
    getHandler: () => handler,
    getClass: () => Forgetful,
  } as unknown as ExecutionContext;
}

describe('a route that does not say who may use it', () => {
  it('is nobody’s', async () => {
    await expect(guard.canActivate(goingTo('undeclared'))).rejects.toMatchObject({
      status: 403,
      code: 'accessNotDeclared',
    });
    await expect(guard.canActivate(goingTo('declared'))).resolves.toBe(true);
  });
});
