import { Injectable } from '@nestjs/common';
import { ChangeListeners } from './change-listeners.js';

export interface ContactCapChange {
  workspaceId: string;
  /** Business now. */
  now: Date;
}

/** Where modules that let messages wait for the contact cap (S14) ask to be told that it is another one. */
@Injectable()
export class ContactCapListeners extends ChangeListeners<ContactCapChange> {}
