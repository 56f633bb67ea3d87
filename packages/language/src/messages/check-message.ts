import type { CatalogueContext, DocumentScope } from '../fields/catalogue.js';
import { MESSAGE_FILTERS } from './message-filters.js';
import { resolveMessageVariable, type MessageVariable } from './message-variables.js';
import { readMessage, type UsedFilter, type VariableUse } from './read-message.js';

export interface MessageFault {
  code: 'invalidText' | 'unknownVariable' | 'filterDoesNotFit' | 'unformattedMoney';
  message: string;
}

/**
 * What is wrong with a Liquid text: it cannot be read, names something that does not exist (S18), formats
 * something as what it is not, or would show an amount in minor units.
 */
export function checkMessage(text: string, scope: DocumentScope, context: CatalogueContext): MessageFault[] {
  const message = readMessage(text);
  if ('error' in message) return [{ code: 'invalidText', message: readingFault(message.error) }];
  return message.uses.flatMap((use) => checkUse(use, scope, context) ?? []);
}

function readingFault(fault: string): string {
  const filter = /undefined filter: (\S+?),/.exec(`${fault},`)?.[1];
  if (filter) return `There is no filter “${filter}”. Use one of: ${MESSAGE_FILTERS.join(', ')}.`;
  const tag = /tag "?(\S+?)"? not found/.exec(fault)?.[1];
  if (tag) return `There is no tag “${tag}” in messages. Use if, unless, case or for.`;
  return `The text cannot be read: ${fault}. Check the brackets {{ }} and {% %}.`;
}

function checkUse(use: VariableUse, scope: DocumentScope, context: CatalogueContext): MessageFault | null {
  const { name, written, shownWith } = use;
  if (name === null)
    return {
      code: 'unknownVariable',
      message: `“${written}” is put together while the message is written. Name the variable itself.`,
    };
  const variable = resolveMessageVariable(name, scope, context);
  if (!variable)
    return {
      code: 'unknownVariable',
      message: `“${written}” is not known here. Choose a variable from the list or correct its name.`,
    };
  return shownWith && checkFilters(written, variable, shownWith);
}

function checkFilters(
  written: string,
  { type }: MessageVariable,
  used: readonly UsedFilter[],
): MessageFault | null {
  const filters = used.map(({ name }) => name);
  const formatted = used.find(({ name, argumentCount }) => name !== 'default' && argumentCount > 0);
  if (type === 'overdueInvoices')
    return {
      code: 'filterDoesNotFit',
      message: `“${written}” is a list. Go through it with {% for invoice in overdueInvoices %}.`,
    };
  if (type === 'money' && !filters.includes('money'))
    return {
      code: 'unformattedMoney',
      message: `“${written}” would be shown without its currency and in the smallest unit. Write {{ ${written} | money }}.`,
    };
  if (type !== 'money' && filters.includes('money'))
    return {
      code: 'filterDoesNotFit',
      message: `“${written}” is not an amount. Take the filter money away.`,
    };
  if (type !== 'date' && filters.includes('date'))
    return { code: 'filterDoesNotFit', message: `“${written}” is not a date. Take the filter date away.` };
  if (formatted)
    return {
      code: 'filterDoesNotFit',
      message: `The filter ${formatted.name} takes nothing after it: it follows the account's language. Write {{ ${written} | ${formatted.name} }}.`,
    };
  return null;
}
