import { factSource, type FactSource, type Moment } from '../../billing/billing-reader.js';
import type { AutomationInWorkspace } from './automation-in-workspace.js';
import { messagesInLast } from './messages-in-last.js';

/** Where an automation finds its facts at a moment: billing's, and what the runtime knows itself. */
export function factSourceOf({ prepared, context }: AutomationInWorkspace, moment: Moment): FactSource {
  return factSource({
    subject: prepared.document.subject,
    moment,
    attributeTypes: context.attributes,
    extraSource: (field, params) =>
      field === 'account.messagesInLast' ? messagesInLast(moment, params) : null,
  });
}
