import type { Permission } from '@dunwell/contract';
import { DeclareAccess } from './access.js';

/** What somebody must be allowed to do for a route, or for all routes of a controller that say nothing else. */
export const Requires = (permission: Permission): MethodDecorator & ClassDecorator =>
  DeclareAccess(permission);
