import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which workspace is the demo: nothing of it leaves, and what a killed start has left of it is found again. */
export class Demo1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspaces
        add column demo boolean not null default false,
        -- machine time; null: not all of it is there yet
        add column demo_ready_at timestamptz
    `);
    await runner.query(
      `alter table workspaces add constraint workspaces_demo_ready check (demo or demo_ready_at is null)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspaces drop constraint workspaces_demo_ready, drop column demo_ready_at, drop column demo
    `);
  }
}
