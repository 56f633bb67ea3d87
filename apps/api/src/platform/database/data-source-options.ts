import type { DataSourceOptions } from 'typeorm';
import { allMigrations } from './migrations/all-migrations.js';
import { setTypeParsers } from './pg-types.js';
import { SnakeCaseNames } from './snake-case-names.js';

/**
 * How this code base talks to PostgreSQL; migrations say what is there, entities never do. `settings` are those of its
 * sessions beside the time zone.
 */
export function dataSourceOptions(
  url: string,
  poolSize: number,
  settings: Readonly<Record<string, string>> = {},
): DataSourceOptions {
  const ofSessions = Object.entries({ timezone: 'UTC', ...settings });
  setTypeParsers();
  return {
    type: 'postgres',
    url,
    poolSize,
    applicationName: 'dunwell',
    synchronize: false,
    migrationsRun: false,
    migrations: [...allMigrations],
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNames(),
    extra: { options: ofSessions.map(([name, value]) => `-c ${name}=${value}`).join(' ') },
  };
}
