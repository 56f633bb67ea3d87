import { removeTags } from '../../billing/billing-writer.js';
import type { InsideConnector } from '../connector.js';
import { writeTogether } from '../written.js';

export const removeTag: InsideConnector<'removeTag'> = {
  where: 'inside',
  apply: (manager, effects) =>
    writeTogether(
      effects,
      ({ action: { tag }, context: { accountId } }) => ({ accountId, tag }),
      (context, writes) => removeTags(manager, context, writes),
    ),
};
