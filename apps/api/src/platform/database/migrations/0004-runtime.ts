import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What automations did: evaluations (every date once, S10), matches, entry keys (S11), journeys, deliveries
 * (once, S15), and what deliveries leave behind: messages and tasks. Uniqueness lives here, not in code.
 */
export class Runtime1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One automation in one zone: its dates are decided in order by whoever holds the lease (machine time).
      create table evaluation_lanes (
        workspace_id uuid not null,
        automation_id uuid not null,
        time_zone text not null,
        -- since when the zone has accounts: a zone newly in use starts like a first publish (S12)
        starts_at timestamptz not null,
        lease_owner uuid,
        lease_until timestamptz,
        check ((lease_owner is null) = (lease_until is null)),
        primary key (workspace_id, automation_id, time_zone),
        foreign key (workspace_id, automation_id) references automations
      );

      create table evaluations (
        workspace_id uuid not null,
        automation_id uuid not null,
        time_zone text not null,
        business_date date not null,
        -- backlog: the date before the first, whose entries are skipped or included (S12);
        -- gap: stands for all dates up to this one that were too many to catch up with (S10)
        kind text not null check (kind in ('scheduled', 'backlog', 'gap')),
        version integer not null,
        -- t(D, Z): facts are read as of this instant (S0)
        at timestamptz not null,
        status text not null check (status in ('due', 'decided', 'done')),
        -- subjects up to this one are decided; a killed run resumes behind it
        cursor uuid,
        gap_from date,
        looked_at integer not null default 0,
        candidates integer not null default 0,
        matched integer not null default 0,
        already_entered integer not null default 0,
        entered integer not null default 0,
        ended_before_acting integer not null default 0,
        missed integer not null default 0,
        held_back jsonb not null default '{}',
        -- journeys that began until the next date, whatever date they matched on: what maxEntriesPerRun limits
        begun integer not null default 0,
        errors integer not null default 0,
        -- SQL and engine disagreed on a fully compiled condition: nothing was done for those subjects
        disagreements integer not null default 0,
        last_error text,
        duration_ms integer not null default 0,
        proposed_at timestamptz not null,
        finished_at timestamptz,
        primary key (workspace_id, automation_id, time_zone, business_date),
        foreign key (workspace_id, automation_id, time_zone) references evaluation_lanes,
        foreign key (workspace_id, automation_id, version) references automation_versions
      );
      create index evaluations_open on evaluations (workspace_id, automation_id, time_zone, business_date)
        where status <> 'done';

      -- A subject that would enter on a date, decided as of that date's instant; acted on afterwards.
      create table matches (
        workspace_id uuid not null,
        automation_id uuid not null,
        business_date date not null,
        subject_id uuid not null,
        account_id uuid not null,
        time_zone text not null,
        version integer not null,
        entry_key text not null,
        path text[] not null,
        start jsonb not null,
        explanation jsonb not null,
        outcome text not null check (outcome in
          ('pending', 'entered', 'alreadyEntered', 'endedBeforeActing', 'excluded', 'skipped', 'missed', 'dismissed')),
        -- why it was not acted on in time (S10)
        missed_because text check (missed_because in ('late', 'lateData', 'newerMatch', 'limit')),
        late_data boolean not null default false,
        -- taken from the missed list to be acted on however old it is
        run_by_operator boolean not null default false,
        exit_id text,
        decided_at timestamptz not null,
        check ((outcome in ('missed', 'dismissed')) = (missed_because is not null)),
        primary key (workspace_id, automation_id, subject_id, business_date),
        foreign key (workspace_id, automation_id) references automations,
        foreign key (workspace_id, account_id) references accounts
      );
      create index matches_pending on matches (workspace_id, automation_id, time_zone, subject_id)
        where outcome = 'pending';
      create index matches_missed on matches (workspace_id, automation_id, entry_key) where outcome = 'missed';
      -- the entered and missed of one evaluation
      create index matches_by_date on matches (workspace_id, automation_id, business_date, subject_id);
      create index matches_by_account on matches (workspace_id, account_id);

      create table entry_keys (
        workspace_id uuid not null,
        automation_id uuid not null,
        entry_key text not null,
        subject_id uuid not null,
        path text not null,
        business_date date not null,
        -- null: skipped as backlog (S12)
        journey_id uuid,
        primary key (workspace_id, automation_id, entry_key),
        foreign key (workspace_id, automation_id) references automations
      );
      -- the last start of a subject and path, for afterDays
      create index entry_keys_by_subject on entry_keys (workspace_id, automation_id, subject_id, business_date);

      create table journeys (
        workspace_id uuid not null,
        journey_id uuid not null,
        automation_id uuid not null,
        version integer not null,
        subject_id uuid not null,
        account_id uuid not null,
        time_zone text not null,
        business_date date not null,
        entry_key text not null,
        path text[] not null,
        streak_id uuid,
        -- where it stands, as the planner's JSON
        state jsonb not null,
        status text not null check (status in ('underWay', 'completed', 'exited', 'ended', 'superseded', 'expired')),
        -- exit id or the exit step's reason, in words for ended ones
        ended_because text,
        entered_at timestamptz not null,
        ended_at timestamptz,
        -- exits were read against every state of the facts up to here (S13)
        checked_at timestamptz not null,
        checked_change_no bigint not null,
        check ((status = 'underWay') = (ended_at is null)),
        primary key (workspace_id, journey_id),
        unique (workspace_id, automation_id, entry_key),
        foreign key (workspace_id, automation_id, version) references automation_versions,
        foreign key (workspace_id, account_id) references accounts
      );
      create index journeys_by_account on journeys (workspace_id, account_id, entered_at);
      create index journeys_under_way on journeys (workspace_id, automation_id, subject_id) where status = 'underWay';

      -- What a journey lived through, in order: branches with their reasons, actions, outcomes, the end.
      create table journey_events (
        workspace_id uuid not null,
        journey_id uuid not null,
        position integer not null,
        at timestamptz not null,
        kind text not null,
        step_id text,
        occurrence text,
        detail jsonb not null default '{}',
        primary key (workspace_id, journey_id, position),
        foreign key (workspace_id, journey_id) references journeys
      );

      create table deliveries (
        workspace_id uuid not null,
        -- (automation, journey, step, occurrence): unique here and passed to providers (S15)
        key text not null,
        journey_id uuid not null,
        automation_id uuid not null,
        account_id uuid not null,
        step_id text not null,
        occurrence text not null,
        kind text not null,
        action json not null,
        outward boolean not null,
        status text not null check (status in
          ('due', 'claimed', 'sending', 'done', 'failed', 'needsAttention', 'uncertain', 'ended')),
        -- business time before which it is not claimed: now, a retry, the end of a hold
        due_at timestamptz not null,
        first_due_at timestamptz not null,
        held_because text,
        held_since timestamptz,
        attempts integer not null default 0,
        -- lease on machine time
        claimed_by uuid,
        claimed_until timestamptz,
        -- fixed when claimed: the rendered message, the webhook's body
        payload jsonb,
        result jsonb,
        -- why the last attempt failed, in words for the operator
        problem text,
        problem_code text,
        finished_at timestamptz,
        check ((status in ('claimed', 'sending')) = (claimed_by is not null)),
        primary key (workspace_id, key),
        unique (workspace_id, journey_id, step_id, occurrence),
        foreign key (workspace_id, journey_id) references journeys
      );
      create index deliveries_due on deliveries (workspace_id, due_at) where status = 'due';
      -- claims whose worker died
      create index deliveries_claimed on deliveries (workspace_id, claimed_until) where status in ('claimed', 'sending');
      create index deliveries_to_mend on deliveries (workspace_id, key) where status in ('needsAttention', 'uncertain');

      create table delivery_attempts (
        workspace_id uuid not null,
        key text not null,
        attempt integer not null,
        -- business time of the claim
        at timestamptz not null,
        outcome text check (outcome in ('done', 'retry', 'refused', 'uncertain', 'released')),
        detail text,
        primary key (workspace_id, key, attempt),
        foreign key (workspace_id, key) references deliveries
      );

      -- E-mails as rendered; without SMTP this is the outbox they stay in.
      create table messages (
        workspace_id uuid not null,
        delivery_key text not null,
        account_id uuid not null,
        audience text not null check (audience in ('customer', 'team')),
        recipients text[] not null,
        subject text not null,
        text text not null,
        html text not null,
        transport text not null check (transport in ('smtp', 'outbox')),
        sent_at timestamptz not null,
        primary key (workspace_id, delivery_key),
        foreign key (workspace_id, delivery_key) references deliveries
      );
      -- messagesInLast(days), and the list of one account
      create index messages_by_account on messages (workspace_id, account_id, sent_at, delivery_key);
      -- the list of all, the latest first
      create index messages_by_time on messages (workspace_id, sent_at, delivery_key);

      create table tasks (
        workspace_id uuid not null,
        task_id uuid not null,
        delivery_key text not null,
        account_id uuid not null,
        title text not null,
        notes text,
        due_on date not null,
        assignee jsonb,
        status text not null check (status in ('open', 'done')),
        created_at timestamptz not null,
        primary key (workspace_id, task_id),
        unique (workspace_id, delivery_key),
        foreign key (workspace_id, delivery_key) references deliveries,
        foreign key (workspace_id, account_id) references accounts
      );
      create index tasks_by_account on tasks (workspace_id, account_id, task_id);

      create table webhook_secrets (
        workspace_id uuid not null references workspaces,
        -- encrypted with DUNWELL_SECRET; the current one and the one before it
        secret bytea not null,
        created_at timestamptz not null,
        primary key (workspace_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table webhook_secrets, tasks, messages, delivery_attempts, deliveries, journey_events, journeys,
        entry_keys, matches, evaluations, evaluation_lanes
    `);
  }
}
