import * as billing from '../../billing/billing-writer.js';
import type { InsideConnector } from '../connector.js';
import { written } from '../written.js';

export const removeTag: InsideConnector<'removeTag'> = {
  where: 'inside',
  apply: async (manager, { tag }, { workspaceId, accountId, now }) =>
    written(await billing.removeTag(manager, { workspaceId, now }, { accountId, tag })),
};
