import type { ProviderAction } from '@dunwell/language';
import { onlyRow } from '../../platform/must.js';
import type { EntityManager } from 'typeorm';
import { setStatuses, type StatusValue } from '../../billing/billing-writer.js';
import type { DoneDelivery, OutsideConnector, Payload } from '../connector.js';
import { commandFacts, lacks } from './command-facts.js';
import { commandOf } from './commands.js';
import type { OrderPayload, Providers } from './provider.js';

/** An action that the workspace's provider carries out; a lost attempt is simply made again under the same key. */
export function commandConnector<K extends ProviderAction>(providers: Providers): OutsideConnector<K> {
  return {
    where: 'outside',
    uncertainWhenLost: false,
    prepare: (action, context) => {
      if (context.provider === null) throw new Error(`${context.key} was prepared without what it is about.`);
      const { setting } = context.provider;
      if (setting === null) return NO_PROVIDER;
      const command = commandOf<K>(action, commandFacts(context, context.provider));
      if (command.kind === 'lacks') return command;
      return { kind: 'ready', payload: providers[setting.kind].prepare({ command, setting, context }) };
    },
    attempt: (payload, delivery) => providers[(payload as OrderPayload).provider].attempt(payload, delivery),
    endpointOf: (payload) => providers[(payload as OrderPayload).provider].endpointOf(payload),
    record: recordServiceStatus,
  };
}

const NO_PROVIDER = lacks(
  'noProvider',
  'Nobody carries out money and service actions in this workspace. Choose a provider in the settings, then try again.',
);

const SERVICE_STATUS: Readonly<Record<string, Extract<StatusValue, { status: 'serviceStatus' }>['value']>> = {
  restrictService: 'restricted',
  suspendService: 'suspended',
  restoreService: 'normal',
};

/** What was done to the service is a fact of the account, and what it was before is what an undo goes by (S22). */
async function recordServiceStatus(
  manager: EntityManager,
  { workspaceId, accountId, payload, now }: DoneDelivery,
): Promise<Payload | undefined> {
  const value = SERVICE_STATUS[(payload as OrderPayload).command.kind];
  if (value === undefined) return undefined;
  const to = { status: 'serviceStatus', value } as const;
  const written = onlyRow(await setStatuses(manager, { workspaceId, now }, [{ accountId, to }]));
  if (written.kind === 'refused') throw new Error(written.message);
  return written.kind === 'changed' ? { changed: true, before: written.before } : { changed: false };
}
