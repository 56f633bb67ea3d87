import type { Permission } from '@dunwell/contract';
import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const REQUIRED_PERMISSION = 'requiredPermission';

/** What somebody must be allowed to do for a route, or for all routes of a controller that say nothing else. */
export const Requires = (permission: Permission): CustomDecorator =>
  SetMetadata(REQUIRED_PERMISSION, permission);
