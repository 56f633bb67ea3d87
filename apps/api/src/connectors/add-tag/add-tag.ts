import { addTags } from '../../billing/billing-writer.js';
import type { InsideConnector } from '../connector.js';
import { writeTogether } from '../written.js';

export const addTag: InsideConnector<'addTag'> = {
  where: 'inside',
  apply: (manager, effects) =>
    writeTogether(
      effects,
      ({ action: { tag }, context: { accountId } }) => ({ accountId, tag }),
      (context, writes) => addTags(manager, context, writes),
    ),
};
