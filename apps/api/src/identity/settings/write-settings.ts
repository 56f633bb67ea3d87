import type { WorkspaceSettings } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';

/** Stores what a workspace has decided, all of it. */
export async function writeSettings(
  manager: EntityManager,
  workspaceId: string,
  settings: WorkspaceSettings,
): Promise<void> {
  const { paymentPage, paymentInstructions, sendWindow, contactCap, holidays, sender, retention, provider } =
    settings;
  await manager.query(
    `insert into workspace_settings (workspace_id, payment_page, account_holder, iban, bic, payment_note, send_from,
       send_to, send_weekdays, holidays, always_holidays, sender_name, reply_to, decision_days, call_days,
       cap_messages, cap_days, provider_kind, provider_url, payment_minimums)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     on conflict (workspace_id) do update set payment_page = excluded.payment_page,
       account_holder = excluded.account_holder, iban = excluded.iban, bic = excluded.bic,
       payment_note = excluded.payment_note, send_from = excluded.send_from, send_to = excluded.send_to,
       send_weekdays = excluded.send_weekdays, holidays = excluded.holidays,
       always_holidays = excluded.always_holidays, sender_name = excluded.sender_name, reply_to = excluded.reply_to,
       decision_days = excluded.decision_days, call_days = excluded.call_days,
       cap_messages = excluded.cap_messages, cap_days = excluded.cap_days,
       provider_kind = excluded.provider_kind, provider_url = excluded.provider_url,
       payment_minimums = excluded.payment_minimums`,
    [
      workspaceId,
      paymentPage,
      paymentInstructions.accountHolder,
      paymentInstructions.iban,
      paymentInstructions.bic,
      paymentInstructions.note,
      sendWindow?.from ?? null,
      sendWindow?.to ?? null,
      sendWindow?.weekdays ?? null,
      holidays.dates,
      holidays.always,
      sender.name,
      sender.replyTo,
      retention.decisionDays,
      retention.callDays,
      contactCap?.messages ?? null,
      contactCap?.days ?? null,
      provider?.kind ?? null,
      provider?.url ?? null,
      JSON.stringify(settings.paymentMinimums),
    ],
  );
}
