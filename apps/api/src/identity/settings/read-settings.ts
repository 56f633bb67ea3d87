import type { Money, ProviderSetting, WorkspaceSettings } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { DEFAULT_SETTINGS } from './default-settings.js';

/** What a workspace has decided. */
export async function readSettings(manager: EntityManager, workspaceId: string): Promise<WorkspaceSettings> {
  const [row] = await manager.query<SettingsRow[]>(
    'select * from workspace_settings where workspace_id = $1',
    [workspaceId],
  );
  return row ? toSettings(row) : DEFAULT_SETTINGS;
}

interface SettingsRow {
  payment_page: string | null;
  account_holder: string | null;
  iban: string | null;
  bic: string | null;
  payment_note: string | null;
  send_from: string | null;
  send_to: string | null;
  send_weekdays: number[] | null;
  cap_messages: number | null;
  cap_days: number | null;
  holidays: string[];
  always_holidays: boolean;
  sender_name: string | null;
  reply_to: string | null;
  decision_days: number | null;
  call_days: number | null;
  provider_kind: ProviderSetting['kind'] | null;
  provider_url: string | null;
  payment_minimums: Money[];
}

function toSettings(row: SettingsRow): WorkspaceSettings {
  const {
    send_from: from,
    send_to: to,
    send_weekdays: weekdays,
    cap_messages: messages,
    cap_days: days,
  } = row;
  return {
    paymentPage: row.payment_page,
    paymentInstructions: {
      accountHolder: row.account_holder,
      iban: row.iban,
      bic: row.bic,
      note: row.payment_note,
    },
    sendWindow: from === null || to === null || weekdays === null ? null : { from, to, weekdays },
    contactCap: messages === null || days === null ? null : { messages, days },
    holidays: { dates: row.holidays, always: row.always_holidays },
    sender: { name: row.sender_name, replyTo: row.reply_to },
    retention: { decisionDays: row.decision_days, callDays: row.call_days },
    provider: row.provider_kind === null ? null : { kind: row.provider_kind, url: row.provider_url },
    paymentMinimums: row.payment_minimums,
  };
}
