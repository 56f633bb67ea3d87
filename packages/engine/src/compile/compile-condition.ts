import type { Condition } from '@dunwell/language';
import type { FieldOf } from '../comparisons/bind-comparison.js';
import { bindCondition, type BoundCondition } from '../comparisons/bind-condition.js';
import { compileComparison, type CompileOptions } from './compile-comparison.js';
import type { FieldSource } from './field-source.js';
import { joinSql, type SqlFragment, sql } from './sql-fragment.js';

/** A condition as SQL, to be placed in a WHERE, alone or joined by `and` and `or`: null in it means false. */
export interface CompiledCondition {
  where: SqlFragment;
  /** Whether `where` says all that the condition says; otherwise it lets more through, never less. */
  complete: boolean;
}

/**
 * Compiles a condition to SQL that agrees with `prepareCondition` on every row; null holds for everybody. A field the
 * source does not know widens the result, also under `not`: the engine decides those who are let through. Refuses
 * (InvalidConditionError) what `prepareCondition` refuses (S18).
 */
export function compileCondition(
  condition: Condition | null,
  fieldOf: FieldOf,
  source: FieldSource,
  options: CompileOptions,
): CompiledCondition {
  if (condition === null) return { where: sql`true`, complete: true };
  const { where, complete } = new Compilation(source, options).narrow(
    bindCondition(condition, fieldOf),
    true,
  );
  return { where: where ?? sql`true`, complete };
}

/** SQL that narrows; `where` is null where it does not. */
interface Narrowing {
  where: SqlFragment | null;
  complete: boolean;
}

class Compilation {
  constructor(
    private readonly source: FieldSource,
    private readonly options: CompileOptions,
  ) {}

  /**
   * SQL for "the condition comes out as `wanted`". Negation is carried down to the comparisons: there alone null is
   * told from false, and there alone an unknown one becomes true in either case, so that all above only widens.
   */
  narrow(condition: BoundCondition, wanted: boolean): Narrowing {
    switch (condition.kind) {
      case 'all':
      case 'any': {
        const parts = condition.children.map((child) => this.narrow(child, wanted));
        return (condition.kind === 'all') === wanted ? allOf(parts) : anyOf(parts);
      }
      case 'not':
        return this.narrow(condition.child, !wanted);
      case 'comparison': {
        const at = this.source(condition.comparison.field, condition.comparison.params);
        if (at === null) return { where: null, complete: false };
        const holds = compileComparison(condition, at, this.options);
        return { where: wanted ? holds : sql`(${holds}) is not true`, complete: true };
      }
    }
  }
}

function allOf(parts: readonly Narrowing[]): Narrowing {
  const narrowing = parts.flatMap(({ where }) => (where === null ? [] : [where]));
  return { where: narrowing.length === 0 ? null : grouped(narrowing, ' and '), complete: areComplete(parts) };
}

function anyOf(parts: readonly Narrowing[]): Narrowing {
  const narrowing = parts.flatMap(({ where }) => (where === null ? [] : [where]));
  return {
    where: narrowing.length < parts.length ? null : grouped(narrowing, ' or '),
    complete: areComplete(parts),
  };
}

function grouped(parts: readonly SqlFragment[], separator: ' and ' | ' or '): SqlFragment {
  return sql`(${joinSql(parts, separator)})`;
}

const areComplete = (parts: readonly Narrowing[]): boolean => parts.every(({ complete }) => complete);
