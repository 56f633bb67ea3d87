import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many messages a customer gets at most (S14), and messages of which only a person knows that they arrived (S15). */
export class ContactCap1700000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspace_settings
        add column cap_messages integer check (cap_messages > 0),
        add column cap_days integer check (cap_days > 0),
        add constraint cap_is_whole check ((cap_messages is null) = (cap_days is null));
      alter table messages
        drop constraint messages_transport_check,
        add constraint messages_transport_check check (transport in ('smtp', 'outbox', 'confirmed'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from messages where transport = 'confirmed';
      alter table messages
        drop constraint messages_transport_check,
        add constraint messages_transport_check check (transport in ('smtp', 'outbox'));
      alter table workspace_settings drop constraint cap_is_whole, drop column cap_messages, drop column cap_days;
    `);
  }
}
