import { actionTexts } from '../actions/specifications.js';
import { comparisonsOf } from '../conditions/walk-condition.js';
import { FIELDS } from '../fields/catalogue.js';
import { defaultParams } from '../fields/default-params.js';
import { fieldKey, type FieldId } from '../fields/field.js';
import { fieldOfUse } from '../messages/message-variables.js';
import { readMessage } from '../messages/read-message.js';
import { conditionPlaces, type ConditionPlaceKind } from './condition-places.js';
import type { AutomationDocument, StepId } from './document.js';
import { stepPath } from './json-path.js';

/** A field with its parameters, as one value of a row of facts. */
export interface FieldReference {
  field: FieldId;
  params?: Record<string, number | string>;
}

/** Where a document uses a field: in a condition, in a text, or sent along by a webhook. */
export interface PlacedFieldReference extends FieldReference {
  place: ConditionPlaceKind | 'message' | 'setting';
  step: StepId | null;
  path: string;
}

/**
 * Every use of a field in a document, in conditions, messages and settings, known to the catalogue or not.
 * In messages and settings a field with parameters is meant with its defaults.
 */
export function referencedFields(document: AutomationDocument): PlacedFieldReference[] {
  const inConditions = conditionPlaces(document).flatMap(({ kind, step, path, when }) =>
    comparisonsOf(when, path).map(({ comparison: { field, params }, path: at }): PlacedFieldReference => ({
      ...withParams(field, params),
      place: kind,
      step,
      path: at,
    })),
  );
  return [...inConditions, ...actionReferences(document)];
}

/** Each value a document needs, once, by `fieldKey`. */
export function referencedValues(document: AutomationDocument): ReadonlyMap<string, FieldReference> {
  return new Map(
    referencedFields(document).map(({ field, params }) => [
      fieldKey(field, params),
      withParams(field, params),
    ]),
  );
}

/** The fields that one text uses; with them `MessageValues.fields` is complete. */
export function messageFields(text: string): FieldReference[] {
  const message = readMessage(text);
  if ('error' in message) return [];
  const ids = new Set(message.uses.map(fieldOfUse).filter((field) => field !== null));
  return [...ids].map(withDefaults);
}

function actionReferences({ steps }: AutomationDocument): PlacedFieldReference[] {
  return Object.entries(steps).flatMap(([step, settings]) => {
    if (settings.kind !== 'action') return [];
    const { action } = settings;
    const path = `${stepPath(step)}.action`;
    const inTexts = actionTexts(action).flatMap(({ setting, text }) =>
      messageFields(text).map((reference): PlacedFieldReference => ({
        ...reference,
        place: 'message',
        step,
        path: `${path}.${setting}`,
      })),
    );
    const sent = action.kind === 'webhook' ? (action.fields ?? []) : [];
    const inSettings = sent.map((field, index): PlacedFieldReference => ({
      ...withDefaults(field),
      place: 'setting',
      step,
      path: `${path}.fields[${index}]`,
    }));
    return [...inTexts, ...inSettings];
  });
}

const FIELDS_BY_ID = new Map(FIELDS.map((field) => [field.id, field]));

const withDefaults = (field: FieldId): FieldReference =>
  withParams(field, defaultParams(FIELDS_BY_ID.get(field) ?? null));

const withParams = (field: FieldId, params: FieldReference['params']): FieldReference =>
  params ? { field, params } : { field };
