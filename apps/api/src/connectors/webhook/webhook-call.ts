import type { CallOrigin } from '@dunwell/contract';
import { fieldKey, messageFields, type ActionOf, type FactValue } from '@dunwell/language';
import { createHash } from 'node:crypto';
import type { EffectContext } from '../connector.js';

/** One call, fixed at its first attempt: retries send the same bytes. */
export interface WebhookCall {
  url: string;
  /** JSON. */
  body: string;
}

/** What the receiver gets. Amounts are minor units of the account's currency; null is not set. */
export interface WebhookBody {
  type: 'automation.step';
  /** Business time of the first attempt. */
  timestamp: string;
  data: CallOrigin & { fields: Record<string, FactValue> };
}

export function webhookCall(action: ActionOf<'webhook'>, context: EffectContext): WebhookCall {
  const { values } = context;
  const body: WebhookBody = {
    type: 'automation.step',
    timestamp: context.now.toISOString(),
    data: {
      ...originOfCall(context),
      fields: Object.fromEntries(
        (action.fields ?? []).map((field) => [field, values.fields[keyOf(field)] ?? null]),
      ),
    },
  };
  return { url: action.url, body: JSON.stringify(body) };
}

/** What every call says of the step that it comes from. */
export function originOfCall({
  key,
  automation,
  journeyId,
  step,
  subject,
  values,
  date,
}: EffectContext): CallOrigin {
  return {
    ...{ delivery: key, automation, journey: journeyId, step, subject },
    account: { key: values.account.key, currency: values.currency },
    date,
  };
}

/** The id of a call, by which its receiver recognises a repetition. */
export const webhookId = (deliveryKey: string): string =>
  `msg_${createHash('sha256').update(deliveryKey).digest('base64url').slice(0, 32)}`;

/** Fields with parameters are meant with their defaults, as in messages. */
function keyOf(field: string): string {
  const [reference] = messageFields(`{{ ${field} }}`);
  return reference ? fieldKey(reference.field, reference.params) : field;
}
