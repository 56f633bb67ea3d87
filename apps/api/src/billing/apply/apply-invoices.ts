import type { InvoiceInput } from '@dunwell/contract';
import { startOfDateIn, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import { AttributeTypes } from '../facts/attribute-types.js';
import { changeAttributes, firstAttributeDifference } from '../facts/change-attributes.js';
import { always, firstDifference } from '../facts/held.js';
import {
  isCorrected,
  loadInvoiceFacts,
  saveInvoiceFacts,
  type InvoiceFacts,
  type InvoiceStated,
} from '../facts/invoice-facts.js';
import { zoneHistory } from '../zones/account-zones.js';
import { applyBatch } from './apply-batch.js';
import type { ApplyContext, RowOutcome } from './apply-context.js';
import { changeFields } from './change-fields.js';
import { changeInvoiceStatus } from './change-invoice-status.js';
import type { FactChange } from './changed-accounts.js';
import type { EntityChange, EntityRules, RowContext } from './entity-rules.js';

const STATUSES = ['draft', 'open', 'paid', 'void', 'uncollectible'] as const;
const COLLECTION_METHODS = ['automatic', 'manual'] as const;

/** Creates and changes invoices; dates and total are corrections, the rest holds since when S23 says. */
export async function applyInvoices(
  manager: EntityManager,
  context: ApplyContext,
  inputs: readonly InvoiceInput[],
): Promise<RowOutcome[]> {
  const types = await AttributeTypes.load(manager, context, 'invoice');
  const rules: EntityRules<InvoiceInput, InvoiceFacts> = {
    noun: 'invoice',
    keyField: 'number',
    statementOf: ({ number, effectiveAt = '' }) => JSON.stringify([number, effectiveAt]),
    load: (_, numbers) => loadInvoiceFacts(manager, context.workspaceId, numbers),
    apply: (before, input, row) => applyInvoice(before, input, { row, types }),
    save: (_, changes) => saveInvoiceFacts(manager, context, { changes, types }),
    effect: effectOf,
  };
  return applyBatch(manager, context, { rules, inputs });
}

function applyInvoice(
  before: InvoiceFacts | null,
  input: InvoiceInput,
  { row, types }: { row: RowContext; types: AttributeTypes },
): InvoiceFacts | undefined {
  const { check, zones, now, account } = row;
  const stated = checkInvoice(input, row);
  const issuedOn = check.required('issuedOn', input.issuedOn ?? before?.issuedOn);
  const dueOn = check.required('dueOn', input.dueOn ?? before?.dueOn);
  const total = check.required('total', input.total ?? before?.total);
  types.check(check, input.attributes ?? {});
  if (!check.passed() || issuedOn === undefined || dueOn === undefined || total === undefined)
    return undefined;

  const isNew = before === null;
  const old: InvoiceFacts = before ?? {
    invoiceId: newId(),
    accountId: account.accountId,
    number: input.number,
    issuedOn,
    dueOn,
    total,
    fee: false,
    createdAt: now,
    states: always<InvoiceStated>({ status: 'open', collectionMethod: null }),
    attributes: {},
    paidOn: null,
  };
  const { effectiveAt } = stated;
  const after: InvoiceFacts = {
    ...old,
    issuedOn,
    dueOn,
    total,
    fee: input.fee ?? old.fee,
    states: changeFields<InvoiceStated>(
      changeInvoiceStatus(old.states, input.status, { effectiveAt, now, isNew }),
      { collectionMethod: input.collectionMethod },
      { effectiveAt, now },
    ),
    attributes: changeAttributes(old.attributes, input.attributes ?? {}, { effectiveAt, now }),
  };
  after.paidOn = changePaidOn(old, input.paidOn, { total: after.total, zones });
  return isNew || isChanged(old, after) ? after : old;
}

/** A date that must exist is checked even where it is not new. */
function checkInvoice(input: InvoiceInput, { check, zones }: RowContext) {
  check.date('issuedOn', input.issuedOn);
  check.date('dueOn', input.dueOn);
  check.date('paidOn', input.paidOn);
  check.amount('total', input.total, 0);
  check.oneOf('status', input.status, STATUSES);
  check.oneOf('collectionMethod', input.collectionMethod, COLLECTION_METHODS);
  return { effectiveAt: check.instant('effectiveAt', input.effectiveAt, zones) ?? undefined };
}

/** Nothing can be paid on an invoice over nothing. */
function changePaidOn(
  { paidOn }: InvoiceFacts,
  date: string | null | undefined,
  { total, zones }: { total: number; zones: ZoneHistory },
): InvoiceFacts['paidOn'] {
  if (date === null || total === 0) return null;
  if (date === undefined) return paidOn;
  const at = startOfDateIn(zones, date);
  if (paidOn?.at === at) return paidOn;
  return { paymentId: paidOn?.paymentId ?? newId(), at };
}

function isChanged(before: InvoiceFacts, after: InvoiceFacts): boolean {
  return (
    isCorrected(before, after) ||
    before.states !== after.states ||
    before.attributes !== after.attributes ||
    before.paidOn !== after.paidOn
  );
}

/** What is said about an invoice counts from its issue; for what it changes about balances, see the timeline. */
function effectOf({ account, before, after }: EntityChange<InvoiceFacts>): FactChange {
  const zones = zoneHistory(account.zones);
  const issuedAt = startOfDateIn(zones, after.issuedOn);
  if (before === null) return { earliestAt: issuedAt, movesMoney: true };
  const corrected = isCorrected(before, after);
  const paid = before.paidOn !== after.paidOn;
  const earliest = Math.min(
    corrected ? -Infinity : Infinity,
    paid ? Math.min(before.paidOn?.at ?? Infinity, after.paidOn?.at ?? Infinity) : Infinity,
    firstDifference(before.states, after.states),
    firstAttributeDifference(before.attributes, after.attributes),
  );
  return {
    earliestAt: Math.max(earliest, Math.min(issuedAt, startOfDateIn(zones, before.issuedOn))),
    movesMoney: corrected || paid || before.states !== after.states,
  };
}
