import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ContactCapListeners, type ContactCapChange } from '../../identity/contact-cap-listeners.js';
import { lookAgainAtCapped } from './look-again-at-capped.js';

/** Has what waits for the contact cap of a workspace looked at again when that changes (S14). */
@Injectable()
export class FollowContactCap implements OnModuleInit {
  constructor(private readonly listeners: ContactCapListeners) {}

  onModuleInit(): void {
    this.listeners.register(changeContactCap);
  }
}

/** Also accounts whose messages are being claimed at this moment: under their locks a claim has read the cap before. */
async function changeContactCap(
  { workspaceId, now }: ContactCapChange,
  manager: EntityManager,
): Promise<void> {
  const accounts = await manager.query<{ id: string }[]>(
    `select distinct account_id as id from deliveries where workspace_id = $1 and status = 'due'`,
    [workspaceId],
  );
  await lookAgainAtCapped(
    manager,
    workspaceId,
    accounts.map(({ id }) => id),
    now,
  );
}
