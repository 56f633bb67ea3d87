import type { Permission } from '@dunwell/contract';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Who may use a route: everybody, every person who is signed in, or who has a permission. */
export type Access = 'everybody' | 'signedIn' | Permission;

/** Where the guard finds it on a handler, else on its controller. A route that says nothing is refused. */
export const ACCESS = 'access';

/** Where the API's description tells it. */
export const ACCESS_EXTENSION = 'x-access';

/** Declares who may use a route, or all routes of a controller that say nothing else. */
export const DeclareAccess = (access: Access): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ACCESS, access), ApiExtension(ACCESS_EXTENSION, access));
