import { isEventField, withEvent, type JourneyCause } from '@dunwell/engine';
import {
  isProviderAction,
  messageFields,
  fieldKey,
  type Action,
  type MessageValues,
} from '@dunwell/language';
import { actionTexts } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { readAccountMoney, readMessageValues, type FactField } from '../../billing/billing-reader.js';
import type { EffectContext } from '../../connectors/connector.js';
import type { CustomerLinks } from '../../customer-page/customer-links.js';
import { paymentPageOf } from '../../identity/settings/payment-page.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import { looksAt } from '../decide/looks-at.js';
import type { DueDelivery } from './due-delivery.js';
import { mustGet } from '../../platform/must.js';
import { messageSettings } from './message-settings.js';

/** A delivery as far as its effect is made of it; trials make theirs up. */
export type EffectOf = Pick<
  DueDelivery,
  'key' | 'automationId' | 'version' | 'journeyId' | 'step' | 'accountId' | 'subjectId' | 'action'
> & {
  /** Where its journey stands; of which the event counts that started it. */
  state?: { event?: JourneyCause };
};

/** What effects of one version are made of, on the facts of now (S14), by delivery key. */
export async function effectContexts(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  deliveries: readonly EffectOf[],
  { now, links }: { now: Date; links: Pick<CustomerLinks, 'linkFor'> },
): Promise<Map<string, EffectContext>> {
  const { workspaceId, prepared } = automation;
  const accountIds = [...new Set(deliveries.map(({ accountId }) => accountId))];
  const fields = uniqueFields(
    deliveries.flatMap(({ action }) => fieldsOfAction(action)).filter(({ field }) => !isEventField(field)),
  );
  const looks = await looksAt(manager, automation, deliveries, now.getTime(), fields);
  const accounts = await readMessageValues(manager, workspaceId, accountIds, now.getTime());
  const { name: company, settings } = await messageSettings(manager, workspaceId);
  const { paymentPage, sender } = settings;
  const commanded = deliveries.filter(({ action }) => isProviderAction(action.kind));
  const money = await readAccountMoney(
    manager,
    workspaceId,
    [...new Set(commanded.map(({ accountId }) => accountId))],
    now.getTime(),
  );
  return new Map(
    deliveries.map((delivery) => {
      const { facts, date } = mustGet(looks, delivery.subjectId);
      const { name, key, email, paymentUrl, language, currency, overdueInvoices } = mustGet(
        accounts,
        delivery.accountId,
      );
      const values: MessageValues = {
        fields: withEvent(facts, delivery.state?.event).values,
        currency,
        account: {
          ...{ name, key, email },
          // The account's own page, else the workspace's, else the one that Dunwell makes.
          paymentUrl:
            paymentUrl ??
            (paymentPage === null
              ? (links.linkFor(workspaceId, delivery.accountId, now.getTime())?.url ?? null)
              : paymentPageOf(paymentPage, key)),
        },
        overdueInvoices,
        workspace: { name: company },
        today: date,
      };
      return [
        delivery.key,
        {
          workspaceId,
          key: delivery.key,
          automation: { id: delivery.automationId, name: prepared.document.name, version: delivery.version },
          journeyId: delivery.journeyId,
          step: delivery.step,
          accountId: delivery.accountId,
          subject: { kind: prepared.document.subject, id: delivery.subjectId, key: facts.subjectKey },
          values,
          sender,
          language: language ?? 'en',
          provider: isProviderAction(delivery.action.kind)
            ? {
                setting: settings.provider,
                minimums: settings.paymentMinimums,
                money: mustGet(money, delivery.accountId),
              }
            : null,
          date,
          now,
        },
      ];
    }),
  );
}

/** The fields an action shows or sends, each with the parameters it is meant with. */
export function fieldsOfAction(action: Action): FactField[] {
  const inTexts = actionTexts(action).flatMap(({ text }) => messageFields(text));
  const sent =
    action.kind === 'webhook'
      ? (action.fields ?? []).flatMap((field) => messageFields(`{{ ${field} }}`))
      : [];
  return [...inTexts, ...sent];
}

function uniqueFields(fields: readonly FactField[]): FactField[] {
  return [...new Map(fields.map((one) => [fieldKey(one.field, one.params), one])).values()];
}
