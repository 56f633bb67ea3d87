import type { ProcessConfig } from '../config/config.js';
import type { Clock } from '../platform/clock/clock.js';
import { addTag } from './add-tag/add-tag.js';
import type { Connectors } from './connectors.js';
import { createTask } from './create-task/create-task.js';
import { emailCustomer } from './email-customer/email-customer.js';
import { emailTeam } from './email-team/email-team.js';
import type { MailTransport } from './email/mail-transport.js';
import { removeTag } from './remove-tag/remove-tag.js';
import { setAttribute } from './set-attribute/set-attribute.js';
import type { WebhookSecrets } from './webhook/webhook-secrets.js';
import { webhook } from './webhook/webhook.js';

/** The registry of a process, as its configuration says. */
export function createConnectors(
  { allowPrivateNetworks }: ProcessConfig,
  transport: MailTransport,
  secrets: WebhookSecrets,
  clock: Clock,
): Connectors {
  return {
    emailCustomer: emailCustomer(transport),
    emailTeam: emailTeam(transport),
    webhook: webhook(secrets, clock, { allowPrivateNetworks }),
    addTag,
    removeTag,
    setAttribute,
    createTask,
  };
}
