import * as billing from '../../billing/billing-writer.js';
import type { InsideConnector } from '../connector.js';
import { written } from '../written.js';

export const addTag: InsideConnector<'addTag'> = {
  where: 'inside',
  apply: async (manager, { tag }, { workspaceId, accountId, now }) =>
    written(await billing.addTag(manager, { workspaceId, now }, { accountId, tag })),
};
