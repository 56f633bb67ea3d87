import type { Person } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { recordAboutPerson } from '../audit/record-about-person.js';
import type { SignedInPerson } from '../current-caller.js';
import { findPerson, renamePerson } from './person-store.js';

/** Changing what one is called; what one did before keeps the name it was done under. */
@Injectable()
export class OwnName {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async change(person: SignedInPerson, name: string): Promise<Person> {
    return this.dataSource.transaction(async (manager) => {
      const stored = await findPerson(manager, person.personId);
      if (!stored) throw new Error(`The person ${person.personId} of a session is gone.`);
      const { id, email, name: former } = stored;
      if (former !== name) {
        await renamePerson(manager, id, name);
        await recordAboutPerson(manager, this.clock, person, {
          action: 'person.renamed',
          before: { name: former },
          after: { name },
        });
      }
      return { id, email, name };
    });
  }
}
