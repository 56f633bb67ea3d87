import type { DataSource } from 'typeorm';

type Database = Pick<DataSource, 'query'>;

/** How often something may be tried: `burst` times at once, and once more each `every` milliseconds. */
export interface Allowance {
  burst: number;
  every: number;
}

/**
 * Counts an attempt against what is allowed; undefined, or in how many milliseconds the next one is. A bucket is an
 * instant: until when attempts made so far have used it up. One statement, so that processes share it exactly.
 */
export async function takeAttempt(
  database: Database,
  bucket: string,
  { burst, every }: Allowance,
  now: Date,
): Promise<number | undefined> {
  const taken = await database.query<unknown[]>(
    `insert into attempt_budgets as budget (bucket, used_until) values ($1, $2::timestamptz + $3::interval)
     on conflict (bucket) do update set used_until = greatest(budget.used_until, $2::timestamptz) + $3::interval
     where greatest(budget.used_until, $2::timestamptz) + $3::interval <= $2::timestamptz + $4::interval
     returning bucket`,
    [bucket, now, `${every} milliseconds`, `${burst * every} milliseconds`],
  );
  if (taken.length > 0) return undefined;
  const [row] = await database.query<{ usedUntil: Date }[]>(
    'select used_until as "usedUntil" from attempt_budgets where bucket = $1',
    [bucket],
  );
  // Gone meanwhile: it was used up no longer.
  const usedUntil = row?.usedUntil.getTime() ?? now.getTime();
  return Math.max(1, usedUntil + every - burst * every - now.getTime());
}

/** Takes an attempt back that turned out to be none. */
export async function returnAttempt(database: Database, bucket: string, { every }: Allowance): Promise<void> {
  await database.query(
    'update attempt_budgets set used_until = used_until - $2::interval where bucket = $1',
    [bucket, `${every} milliseconds`],
  );
}

/** Forgets what is not used up any more. */
export async function deleteSpentAttempts(database: Database, now: Date): Promise<void> {
  await database.query('delete from attempt_budgets where used_until < $1', [now]);
}
