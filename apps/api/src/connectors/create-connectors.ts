import { PROVIDER_ACTIONS, type ProviderAction } from '@dunwell/language';
import type { DataSource } from 'typeorm';
import type { ProcessConfig } from '../config/config.js';
import { isDemo } from '../identity/demo-workspace.js';
import type { Clock } from '../platform/clock/clock.js';
import { addTag } from './add-tag/add-tag.js';
import type { Connectors } from './connectors.js';
import { createTask } from './create-task/create-task.js';
import { emailCustomer } from './email-customer/email-customer.js';
import { emailTeam } from './email-team/email-team.js';
import type { MailTransport } from './email/mail-transport.js';
import { outbox } from './email/outbox.js';
import { keptInside, refusedInDemo, remembering } from './kept-inside.js';
import { placeHold } from './place-hold/place-hold.js';
import { practiceProvider } from './practice/practice-provider.js';
import { commandConnector } from './provider/command-connector.js';
import { ownSystem } from './provider/own-system.js';
import { removeTag } from './remove-tag/remove-tag.js';
import { setAttribute } from './set-attribute/set-attribute.js';
import { setCollectionStatus } from './set-collection-status/set-collection-status.js';
import type { WebhookSecrets } from './webhook/webhook-secrets.js';
import { signedCall, webhook } from './webhook/webhook.js';

/** The registry of a process, as its configuration says. */
export function createConnectors(
  { allowPrivateNetworks }: ProcessConfig,
  transport: MailTransport,
  secrets: WebhookSecrets,
  clock: Clock,
  dataSource: DataSource,
): Connectors {
  const ofDemo = remembering((workspaceId) => isDemo(dataSource.manager, workspaceId));
  const call = signedCall(secrets, clock, { allowPrivateNetworks });
  const command = commandConnector({
    webhook: keptInside(ownSystem(call), refusedInDemo, ofDemo),
    practice: practiceProvider(dataSource),
  });
  const commands = Object.fromEntries(PROVIDER_ACTIONS.map((kind) => [kind, command])) as Pick<
    Connectors,
    ProviderAction
  >;
  return {
    emailCustomer: keptInside(emailCustomer(transport), emailCustomer(outbox), ofDemo),
    emailTeam: keptInside(emailTeam(transport), emailTeam(outbox), ofDemo),
    webhook: keptInside(webhook(call), refusedInDemo, ofDemo),
    addTag,
    removeTag,
    setAttribute,
    setCollectionStatus,
    placeHold,
    createTask,
    ...commands,
  };
}
