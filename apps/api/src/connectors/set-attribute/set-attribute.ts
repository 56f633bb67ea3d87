import * as billing from '../../billing/billing-writer.js';
import type { InsideConnector } from '../connector.js';
import { written } from '../written.js';

export const setAttribute: InsideConnector<'setAttribute'> = {
  where: 'inside',
  apply: async (manager, { name, value }, { workspaceId, accountId, now }) =>
    written(await billing.setAttribute(manager, { workspaceId, now }, { accountId, name, value })),
};
