import type { BacktestRequest, TrialSource } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { CalendarDateField, IdField, JsonObject, WholeNumber } from '../platform/http/fields.js';
import { invalidRequest } from '../platform/http/app-error.js';

class TrialSourceBody {
  @JsonObject({ description: 'A document as it stands; else name a published version.', optional: true })
  document?: object;

  @IdField({ description: 'The automation whose version is tried.', optional: true })
  automationId?: string;

  @WholeNumber({ description: 'One of its versions; the live one when absent.', optional: true, min: 1 })
  version?: number;
}

export class BacktestBody extends TrialSourceBody implements Pick<BacktestRequest, 'from' | 'to'> {
  @CalendarDateField({ description: 'The first business date.' })
  from: string;

  @CalendarDateField({ description: 'The last business date, at most 1 100 days after the first.' })
  to: string;
}

/** What is to be tried; refuses a body that names both a document and a version, or neither. */
export function trialSource({ document, automationId, version }: TrialSourceBody): TrialSource {
  if ((document === undefined) === (automationId === undefined)) {
    const message = 'Give either the document or the automationId of a published version.';
    throw invalidRequest([{ path: 'document', code: 'oneSource', message }]);
  }
  if (automationId === undefined) return { document: document as AutomationDocument };
  return { automationId, ...(version !== undefined && { version }) };
}
