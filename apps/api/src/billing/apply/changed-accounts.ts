/** What a write changed about the facts of accounts. */
export interface FactChange {
  /** The earliest instant whose facts changed; Infinity where none did. */
  earliestAt: number;
  /** Balances may have changed: the timeline is to be rebuilt. */
  movesMoney: boolean;
}

export const NO_CHANGE: FactChange = { earliestAt: Infinity, movesMoney: false };

/** Collects the changes of one write by account. */
export class ChangedAccounts {
  private readonly changes = new Map<string, FactChange>();

  get isEmpty(): boolean {
    return this.changes.size === 0;
  }

  note(accountId: string, change: FactChange): void {
    if (change.earliestAt === Infinity && !change.movesMoney) return;
    const known = this.changes.get(accountId) ?? NO_CHANGE;
    this.changes.set(accountId, {
      earliestAt: Math.min(known.earliestAt, change.earliestAt),
      movesMoney: known.movesMoney || change.movesMoney,
    });
  }

  /** Notes everything that another write has noted. */
  noteAll(others: ChangedAccounts): void {
    for (const [accountId, change] of others.changes) this.note(accountId, change);
  }

  movingMoney(): string[] {
    return [...this.changes].filter(([, change]) => change.movesMoney).map(([accountId]) => accountId);
  }

  /** Accounts whose facts differ, with the earliest instant at which they do. */
  earliest(): Map<string, number> {
    return new Map(
      [...this.changes]
        .filter(([, change]) => change.earliestAt < Infinity)
        .map(([accountId, change]) => [accountId, change.earliestAt]),
    );
  }
}
