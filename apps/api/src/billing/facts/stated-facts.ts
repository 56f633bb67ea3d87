import type { EntityManager } from 'typeorm';
import type { EntityChange } from '../apply/entity-rules.js';
import { groupBy } from '../../platform/group-by.js';
import type { Held } from './held.js';
import { insertMade, noteChanged, type Made, type Writing } from './made-rows.js';
import { deleteRows, insertRows, type ColumnValue, type RowTable } from './rows.js';
import { heldPeriod, periodOf, type StatedPeriodRow } from './stated-period.js';

/** Something of an account's whose state is one row of values over time: a subscription, a payment method. */
export interface StatedFacts<State extends object> {
  id: string;
  accountId: string;
  key: string;
  createdAt: number;
  states: Held<State>[];
}

/** Where it is stored; `Id` is the property that holds its id. */
export interface StatedTables<State extends object, Id extends string> {
  id: Id;
  things: RowTable<Id | 'accountId' | 'key' | 'createdAt'>;
  states: RowTable<Id | 'accountId' | 'fromAt' | 'toAt' | 'stated' | (string & keyof State)>;
  /** The columns of a state, as JSON by their names in code. */
  stateSql: string;
}

/** Things by their keys. */
export async function loadStated<State extends object, Id extends string>(
  manager: EntityManager,
  workspaceId: string,
  { tables, keys }: { tables: StatedTables<State, Id>; keys: readonly string[] },
): Promise<Map<string, StatedFacts<State>>> {
  const idColumn = idColumnOf(tables.things.name);
  const rows = await manager.query<{ id: string; account_id: string; key: string; created_at: Date }[]>(
    `select ${idColumn} as id, account_id, key, created_at from ${tables.things.name}
     where workspace_id = $1 and key = any($2::text[])`,
    [workspaceId, keys],
  );
  const stateRows = await manager.query<(StatedPeriodRow<State> & { id: string; value: State })[]>(
    `select ${idColumn} as id, from_at, to_at, stated, json_build_object(${tables.stateSql}) as value
     from ${tables.states.name} where workspace_id = $1 and ${idColumn} = any($2::uuid[]) order by from_at`,
    [workspaceId, rows.map(({ id }) => id)],
  );
  const states = groupBy(
    stateRows,
    ({ id }) => id,
    (row) => heldPeriod(row, row.value),
  );
  return new Map(
    rows.map((row) => [
      row.key,
      {
        id: row.id,
        accountId: row.account_id,
        key: row.key,
        createdAt: row.created_at.getTime(),
        states: states.get(row.id) ?? [],
      },
    ]),
  );
}

/** Stores things with their states. */
export async function saveStated<State extends { [Field in keyof State]: ColumnValue }, Id extends string>(
  manager: EntityManager,
  writing: Writing,
  {
    tables,
    changes,
  }: {
    tables: StatedTables<State, Id>;
    changes: readonly EntityChange<StatedFacts<State>>[];
  },
): Promise<Made> {
  const { workspaceId } = writing;
  const idOf = (id: string) => ({ [tables.id]: id }) as Record<Id, string>;
  const created = changes.filter(({ before }) => before === null).map(({ after }) => after);
  await insertMade(
    manager,
    tables.things,
    writing,
    created.map(({ id, accountId, key, createdAt }) => ({ ...idOf(id), accountId, key, createdAt })),
  );
  const ids = changes.filter(({ before }) => before !== null).map(({ after }) => after.id);
  await deleteRows(manager, tables.states, workspaceId, { by: tables.id, ids });
  await insertRows(
    manager,
    tables.states,
    workspaceId,
    changes.flatMap(({ after: { id, accountId, states } }) =>
      states.map((held) => ({ ...idOf(id), accountId, ...periodOf(held), ...held.value })),
    ),
  );
  const of = { table: tables.things.name, id: idColumnOf(tables.things.name) };
  return { created: created.length, changed: await noteChanged(manager, writing, { ...of, ids }) };
}

/** "subscriptions" -> "subscription_id" */
const idColumnOf = (table: string): string => `${table.slice(0, -1)}_id`;
