import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules with tests: example accounts and what is expected of them, saved with an automation's draft. */
export class RuleTests1700000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table automation_tests (
        workspace_id uuid not null,
        automation_id uuid not null,
        -- made in order of time, which is the order in which they are listed
        test_id uuid not null,
        name text not null check (name <> ''),
        facts json not null,
        -- the first date evaluated, and how many there are
        from_date date not null,
        days integer not null check (days between 1 and 366),
        expected json not null,
        revision integer not null check (revision > 0),
        saved_at timestamptz not null,
        saved_by text not null,
        primary key (workspace_id, automation_id, test_id),
        -- a failing one is known by its name
        unique (workspace_id, automation_id, name),
        foreign key (workspace_id, automation_id) references automations
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table automation_tests');
  }
}
