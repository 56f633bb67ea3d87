import type { ViewQuery } from '@dunwell/contract';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { InvoiceQueryFields } from '../../billing/billing-reader.js';
import { invalidRequest } from '../../platform/http/app-error.js';
import { flattenProblems } from '../../platform/http/flatten-problems.js';
import { AccountQueryFields } from '../accounts/accounts.dto.js';
import { refuseIncomplete } from '../accounts/select-accounts.js';

const FIELDS: Readonly<Record<ViewQuery['screen'], new () => object>> = {
  accounts: AccountQueryFields,
  invoices: InvoiceQueryFields,
};

/** A query as the list of its screen will take it; refuses what the list would refuse, so that no view is broken (S18). */
export function readViewQuery(screen: ViewQuery['screen'], query: object): ViewQuery {
  const fields: object = plainToInstance(FIELDS[screen], query);
  const errors = validateSync(fields, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) throw invalidRequest(flattenProblems(errors, 'query'));
  if (screen === 'accounts') refuseIncomplete(fields, 'query');
  return { screen, query: fields };
}
