import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an import under way needs to remember: which rows it has seen, and that its process is alive. */
export class Imports1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Machine time of the last sign of life: a process that was killed cannot mark its imports as failed.
    await runner.query(`alter table imports add column alive_at timestamptz not null`);
    await runner.query(
      `create index imports_running on imports (workspace_id, alive_at) where status = 'running'`,
    );
    // What each line of the file spoke of, as a digest, so that a second line about the same is found in
    // constant memory; deleted when the import ends.
    await runner.query(`
      create table import_statements (
        workspace_id uuid not null,
        import_id uuid not null,
        digest bytea not null,
        line integer not null,
        primary key (workspace_id, import_id, digest),
        foreign key (workspace_id, import_id) references imports
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table import_statements`);
    await runner.query(`drop index imports_running`);
    await runner.query(`alter table imports drop column alive_at`);
  }
}
