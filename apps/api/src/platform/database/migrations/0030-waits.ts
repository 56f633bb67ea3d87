import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each journey under way is looked at next, and which changes of facts journeys have been told of (S13). */
export class Waits1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table journeys
        -- business time of the next look, unless facts change before: the end of a wait, a daily look, the beginning of
        -- a scheduled fact
        add column look_at timestamptz,
        -- what it waits for was decided on the facts of up to here; exits may have been read further (checked_at)
        add column looked_at timestamptz`);
    // Whoever is under way is looked at once, which finds out when the next look is.
    await runner.query(`
      update journeys set looked_at = checked_at, look_at = case when status = 'underWay' then checked_at end`);
    await runner.query(`alter table journeys alter column looked_at set not null`);
    await runner.query(`
      alter table journeys add constraint journeys_look_at check ((status = 'underWay') = (look_at is not null))`);
    // whose time has come, the longest overdue first: few of all that are under way
    await runner.query(`
      create index journeys_to_look_at on journeys (workspace_id, look_at, journey_id) where status = 'underWay'`);

    await runner.query(`alter table account_changes add column journeys_told boolean not null default true`);
    await runner.query(`alter table account_changes alter column journeys_told set default false`);
    // changes whose journeys are still to be looked at: those of the last minute
    await runner.query(`
      create index account_changes_to_tell on account_changes (workspace_id, account_id, change_no)
        where not journeys_told`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index account_changes_to_tell, journeys_to_look_at`);
    await runner.query(`alter table account_changes drop column journeys_told`);
    await runner.query(`alter table journeys drop column looked_at, drop column look_at`);
  }
}
