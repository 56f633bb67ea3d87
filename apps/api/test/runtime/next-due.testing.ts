import type { DataSource } from 'typeorm';

/** The next instant at which a journey is looked at or a delivery is due by time alone; null: there is none. */
export async function nextDue(dataSource: DataSource): Promise<number | null> {
  const [{ next }] = await dataSource.query<[{ next: Date | number | null }]>(
    `select least((select min(look_at) from journeys where status = 'underWay'),
       (select min(due_at) from deliveries where status = 'due')) as next`,
  );
  return next === null ? null : Number(next);
}
