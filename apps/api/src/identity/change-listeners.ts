import type { EntityManager } from 'typeorm';

/** Runs in the transaction of the change, so both hold or neither. */
export type ChangeListener<Change> = (change: Change, manager: EntityManager) => Promise<void>;

/** Where modules ask to be told of one sort of change. */
export abstract class ChangeListeners<Change> {
  private readonly listeners: ChangeListener<Change>[] = [];

  register(listener: ChangeListener<Change>): void {
    this.listeners.push(listener);
  }

  async notify(change: Change, manager: EntityManager): Promise<void> {
    for (const listener of this.listeners) await listener(change, manager);
  }
}
