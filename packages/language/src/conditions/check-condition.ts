import { resolveField, type CatalogueContext, type DocumentScope } from '../fields/catalogue.js';
import type { FieldDefinition } from '../fields/field.js';
import type { Problem } from '../problem.js';
import { valueFault } from './check-value.js';
import type { Comparison } from './condition.js';
import { OPERATORS } from './operators.js';
import { walkCondition } from './walk-condition.js';
import type { ConditionPlace } from '../document/condition-places.js';

type Fault = Pick<Problem, 'code' | 'message'> & { at: string };

/**
 * What is wrong with one condition of a document (S18): empty groups, unknown fields, operators that do not fit,
 * invalid values and parameters. Nothing is ever ignored: it would widen whom the rule reaches.
 */
export function checkCondition(
  { when, step, path }: ConditionPlace,
  scope: DocumentScope,
  context: CatalogueContext,
): Problem[] {
  const { comparisons, groups } = walkCondition(when, path);
  const empty = groups
    .filter(({ children }) => children.length === 0)
    .map((group): Problem => ({
      code: 'emptyGroup',
      severity: 'error',
      step,
      path: group.path,
      message: 'The group is empty. Add a condition or remove the group.',
    }));
  const wrong = comparisons.flatMap((placed) =>
    comparisonFaults(placed.comparison, scope, context).map(({ code, message, at }): Problem => ({
      code,
      severity: 'error',
      step,
      path: `${placed.path}.${at}`,
      message,
    })),
  );
  return [...empty, ...wrong];
}

function comparisonFaults(comparison: Comparison, scope: DocumentScope, context: CatalogueContext): Fault[] {
  const { field: id, operator: operatorId, value } = comparison;
  if (id === '') return [{ code: 'missing', at: 'field', message: 'The field is missing. Choose one.' }];
  const field = resolveField(id, scope, context);
  if (!field) return [{ code: 'unknownField', at: 'field', message: unknownField(id, scope, context) }];
  const operator = OPERATORS[operatorId];
  const params = paramFaults(field, comparison.params);
  if (!operator.fits.includes(field.type))
    return [
      ...params,
      {
        code: 'operatorDoesNotFit',
        at: 'operator',
        message: `“${operator.words}” cannot be asked of ${field.label}. Choose one of: ${fitting(field)}.`,
      },
    ];
  const fault = valueFault(field, operator, value);
  return fault ? [...params, { ...fault, at: 'value' }] : params;
}

const fitting = (field: FieldDefinition): string =>
  Object.values(OPERATORS)
    .filter(({ fits }) => fits.includes(field.type))
    .map(({ words }) => words)
    .join(', ');

/** Says where the field could be used, if only the subject or the trigger keeps it away. */
function unknownField(id: string, scope: DocumentScope, context: CatalogueContext): string {
  const subjects = ['invoice', 'subscription', 'paymentMethod'] as const;
  const other = subjects.find((subject) => resolveField(id, { ...scope, subject }, context));
  if (other)
    return `“${id}” can be used only in rules about ${SUBJECTS[other]}. Choose another field or change what the rule is about.`;
  if (id.startsWith('event.'))
    return `“${id}” does not come with the trigger of this rule. Choose another field.`;
  return `There is no field “${id}”. Choose another.`;
}

const SUBJECTS = {
  invoice: 'an invoice',
  subscription: 'a subscription',
  paymentMethod: 'a payment method',
} as const;

function paramFaults(field: FieldDefinition, given: Comparison['params'] = {}): Fault[] {
  const known = field.params ?? {};
  const unknown = Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => ({
      code: 'unknownParameter',
      at: `params.${name}`,
      message: `${field.label} has no parameter “${name}”. Take it away.`,
    }));
  const wrong = Object.entries(known).flatMap(([name, { min, max }]): Fault[] => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined)
      return [
        {
          code: 'missing',
          at: `params.${name}`,
          message: `${field.label} needs the number of ${name}. Fill it in.`,
        },
      ];
    if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return [];
    return [
      {
        code: 'invalidParameter',
        at: `params.${name}`,
        message: `The number of ${name} must be a whole number from ${min} to ${max}.`,
      },
    ];
  });
  return [...unknown, ...wrong];
}
