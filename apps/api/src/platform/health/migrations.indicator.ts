import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { allMigrations } from '../database/migrations/all-migrations.js';

/** Whether the schema is the one this code was written for. */
@Injectable()
export class MigrationsIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly dataSource: DataSource,
  ) {}

  async check(key: string): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(key);
    try {
      const rows = await this.dataSource.query<{ name: string }[]>('select name from migrations');
      const done = new Set(rows.map(({ name }) => name));
      const missing = allMigrations.filter(({ name }) => !done.has(name)).length;
      return missing === 0 ? indicator.up() : indicator.down({ missing });
    } catch {
      return indicator.down('The list of migrations cannot be read.');
    }
  }
}
