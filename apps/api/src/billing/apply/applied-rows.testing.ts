import type { BillingEntity, BillingInputs } from '@dunwell/contract';
import type { DataSource } from 'typeorm';
import { World } from '../../../test/support/world.js';
import { applyRows } from '../imports/apply-rows.js';
import type { RowOutcome } from './apply-context.js';

/** A row about something, as other systems send it. */
export type SentRow = {
  [Entity in BillingEntity]: readonly [Entity, BillingInputs[Entity]];
}[BillingEntity];

/** A workspace whose one account is A, in EUR and UTC, and what rows about it come to. */
export class AppliedRows {
  private constructor(
    private readonly dataSource: DataSource,
    readonly world: World,
  ) {}

  static async begin(dataSource: DataSource, now: string): Promise<AppliedRows> {
    const world = await World.create(dataSource, { now });
    world.account('A');
    return new AppliedRows(dataSource, await world.save());
  }

  /** Applies rows one after the other, in one transaction. */
  async send(rows: readonly SentRow[], at: string): Promise<RowOutcome[]> {
    return this.dataSource.transaction(async (manager) => {
      const outcomes: RowOutcome[] = [];
      for (const [entity, input] of rows) {
        const context = { workspaceId: this.world.workspaceId, now: new Date(at) };
        outcomes.push(...(await applyRows(manager, context, { entity, inputs: [input] as never })));
      }
      return outcomes;
    });
  }

  query<Row>(sql: string): Promise<Row[]> {
    return this.dataSource.query<Row[]>(sql, [this.world.workspaceId]);
  }

  /** What some columns of periods say from when on, each said once: `from value/value`. */
  async steps(table: string, columns: readonly string[]): Promise<string[]> {
    const rows = await this.query<Record<string, unknown> & { from_at: Date | number }>(
      `select from_at, ${columns.join(', ')} from ${table} where workspace_id = $1 order by from_at`,
    );
    const told = rows.map((row) => ({
      from: row.from_at instanceof Date ? row.from_at.toISOString().slice(0, 16) : 'always',
      what: columns.map((column) => String(row[column])).join('/'),
    }));
    return told
      .filter(({ what }, index) => what !== told[index - 1]?.what)
      .map(({ from, what }) => `${from} ${what}`);
  }
}
