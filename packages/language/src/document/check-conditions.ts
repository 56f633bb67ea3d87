import { checkCondition } from '../conditions/check-condition.js';
import type { OperatorId } from '../conditions/operators.js';
import { comparisonsOf, type PlacedComparison } from '../conditions/walk-condition.js';
import { resolveField, type CatalogueContext } from '../fields/catalogue.js';
import { currenciesOf } from '../money/money-value.js';
import type { Problem } from '../problem.js';
import { conditionPlaces, type ConditionPlace } from './condition-places.js';
import type { AutomationDocument } from './document.js';

/** Every condition of a document: by itself (S18), in its schedule (S8) and over all currencies in use (S18). */
export function checkConditions(document: AutomationDocument, context: CatalogueContext): Problem[] {
  return conditionPlaces(document).flatMap((place) => {
    const comparisons = comparisonsOf(place.when, place.path);
    return [
      ...checkCondition(place, document, context),
      ...comparisons.flatMap((placed) => exactDayProblem(placed, place, document, context) ?? []),
      ...comparisons.flatMap((placed) => coverageProblem(placed, place, document, context) ?? []),
    ];
  });
}

const EXACT: ReadonlySet<OperatorId> = new Set(['equals', 'isOneOf']);

/** S8: an exact day falls between two evaluations of a weekly or monthly schedule. */
function exactDayProblem(
  { comparison, path }: PlacedComparison,
  { step }: ConditionPlace,
  document: AutomationDocument,
  context: CatalogueContext,
): Problem | null {
  const { trigger } = document;
  if (trigger.kind !== 'schedule' || trigger.every === 'day' || !EXACT.has(comparison.operator)) return null;
  const field = resolveField(comparison.field, document, context);
  if (!field?.dayCount) return null;
  const often = trigger.every === 'week' ? 'once a week' : 'once a month';
  return {
    code: 'exactDayMissed',
    severity: 'error',
    step,
    path: `${path}.operator`,
    message: `The rule is evaluated ${often}, so an exact day of ${field.label} would be missed. Use “at least” or evaluate every day.`,
    fix: {
      label: 'Evaluate every day',
      path: 'trigger',
      value: { kind: 'schedule', every: 'day', at: trigger.at },
    },
  };
}

/** S18: where a missing amount would let a customer through, or keep one in, every currency needs one. */
function coverageProblem(
  { comparison, path, negated }: PlacedComparison,
  { kind, step }: ConditionPlace,
  document: AutomationDocument,
  { currencies, ...rest }: CatalogueContext,
): Problem | null {
  if (!negated && kind !== 'exit') return null;
  const field = resolveField(comparison.field, document, { currencies, ...rest });
  const covered = field?.type === 'money' ? currenciesOf(comparison.value) : null;
  const open = covered ? currencies.filter((currency) => !covered.has(currency)) : [];
  if (!field || open.length === 0) return null;
  const where = kind === 'exit' ? 'in an exit' : 'under “not”';
  return {
    code: 'currencyNotCovered',
    severity: 'error',
    step,
    path: `${path}.value`,
    message: `${field.label} ${where} needs an amount for every currency in use. Add ${open.join(', ')}.`,
  };
}
