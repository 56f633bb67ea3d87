import type { HistoryGroup } from '@dunwell/contract';
import { BILLING_HISTORY, type HistorySource } from '../../billing/billing-reader.js';
import { RUNTIME_HISTORY } from './runtime-history.js';

const ALL = { ...BILLING_HISTORY, ...RUNTIME_HISTORY };

export type HistorySourceName = keyof typeof ALL;

/** What each group of an account's history is made of: one more source is one more line here. */
const GROUPS: Readonly<Record<HistorySourceName, HistoryGroup>> = {
  invoices: 'billing',
  payments: 'billing',
  credits: 'billing',
  subscriptions: 'billing',
  paymentMethods: 'billing',
  tags: 'billing',
  holds: 'billing',
  promises: 'billing',
  entered: 'decisions',
  ended: 'decisions',
  passedBy: 'decisions',
  heldBack: 'decisions',
  effects: 'decisions',
  messages: 'messages',
  mail: 'messages',
  tasks: 'tasks',
};

export interface NamedSource {
  name: HistorySourceName;
  group: HistoryGroup;
  query: HistorySource;
}

/** The sources of one group, or all. */
export function historySources(group: HistoryGroup | undefined): NamedSource[] {
  const sources = (Object.keys(ALL) as HistorySourceName[]).map((name) => ({
    name,
    group: GROUPS[name],
    query: ALL[name],
  }));
  return group === undefined ? sources : sources.filter((source) => source.group === group);
}
