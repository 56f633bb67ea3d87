import type { MigrationInterface, QueryRunner } from 'typeorm';

const MADE_BY_IMPORTS = ['invoices', 'payments', 'credits', 'subscriptions', 'payment_methods'] as const;

/**
 * What taking an import back needs: which rows it made, and whether they are still as it made them. No index leads from
 * an import to its rows: an undo is rare and reads the tables once, while every import would pay for the index.
 */
export class ImportUndo1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of MADE_BY_IMPORTS) {
      await runner.query(`
        alter table ${table}
          -- the import that made it; null: another write did
          add column import_id uuid,
          -- by another write than that import
          add column changed_since_import boolean not null default false`);
    }
    await runner.query(`alter table accounts add column changed_since_import boolean not null default false`);
    // A tag's rows are written anew when it changes, and are then no import's.
    await runner.query(`alter table account_tags add column import_id uuid`);
    await runner.query(`
      alter table imports
        -- things it made, and things that were there before and that it changed
        add column created integer not null default 0,
        add column changed integer not null default 0,
        -- business now when it began; null: before this was kept
        add column began_at timestamptz,
        add column undone_at timestamptz,
        add column undone_by text`);
    await runner.query(`alter table imports drop constraint imports_status_check`);
    await runner.query(`
      alter table imports add constraint imports_status_check
        check (status in ('running', 'finished', 'failed', 'undone'))`);
    await runner.query(`
      alter table imports add constraint imports_undone
        check ((status = 'undone') = (undone_at is not null) and (status = 'undone') = (undone_by is not null))`);
    // who refers to an invoice: asked for each one that is removed
    await runner.query(
      `create index streaks_by_invoice on streaks (workspace_id, invoice_id) where invoice_id is not null`,
    );
    await runner.query(
      `create index holds_by_invoice on holds (workspace_id, invoice_id) where invoice_id is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index holds_by_invoice, streaks_by_invoice`);
    await runner.query(
      `update imports set status = 'finished', undone_at = null, undone_by = null where status = 'undone'`,
    );
    await runner.query(`alter table imports drop constraint imports_undone`);
    await runner.query(`alter table imports drop constraint imports_status_check`);
    await runner.query(`
      alter table imports add constraint imports_status_check check (status in ('running', 'finished', 'failed'))`);
    await runner.query(`
      alter table imports drop column undone_by, drop column undone_at, drop column began_at, drop column changed,
        drop column created`);
    await runner.query(`alter table account_tags drop column import_id`);
    await runner.query(`alter table accounts drop column changed_since_import`);
    for (const table of MADE_BY_IMPORTS) {
      await runner.query(`alter table ${table} drop column changed_since_import, drop column import_id`);
    }
  }
}
