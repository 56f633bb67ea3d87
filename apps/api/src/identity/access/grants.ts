import { PERMISSIONS, type Permission } from '@dunwell/contract';
import { AppError } from '../../platform/http/app-error.js';

/** Refuses to hand on what one does not have: a key that manages people must not make itself a stronger one. */
export function refuseGrantingMore(own: readonly Permission[], granted: readonly Permission[]): void {
  const more = PERMISSIONS.filter((permission) => granted.includes(permission) && !own.includes(permission));
  if (more.length === 0) return;
  throw new AppError({
    code: 'grantsMore',
    status: 403,
    message: `You cannot give what you do not have yourself: ${more.join(', ')}. Ask an admin who has it.`,
    members: { permissions: more },
  });
}
