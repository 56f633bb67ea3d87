import { setStatuses } from '../../billing/billing-writer.js';
import type { InsideConnector } from '../connector.js';
import { writeTogether } from '../written.js';

export const setCollectionStatus: InsideConnector<'setCollectionStatus'> = {
  where: 'inside',
  apply: (manager, effects) =>
    writeTogether(
      effects,
      ({ action: { status }, context: { accountId } }) => ({
        accountId,
        to: { status: 'collectionStatus', value: status } as const,
      }),
      (context, writes) => setStatuses(manager, context, writes),
    ),
};
