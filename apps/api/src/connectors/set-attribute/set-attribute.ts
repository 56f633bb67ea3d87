import { setAttributes } from '../../billing/billing-writer.js';
import type { InsideConnector } from '../connector.js';
import { writeTogether } from '../written.js';

export const setAttribute: InsideConnector<'setAttribute'> = {
  where: 'inside',
  apply: (manager, effects) =>
    writeTogether(
      effects,
      ({ action: { name, value }, context: { accountId } }) => ({ accountId, name, value }),
      (context, writes) => setAttributes(manager, context, writes),
    ),
};
