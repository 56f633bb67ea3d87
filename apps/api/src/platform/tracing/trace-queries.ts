import { SpanKind, trace } from '@opentelemetry/api';
import pg from 'pg';
import { failSpan, tracer } from './in-span.js';

/** Longer statements are cut: what they do shows at their beginning. */
const MOST_CHARACTERS = 2_000;

type Query = (this: pg.Client, ...parameters: unknown[]) => unknown;

/**
 * Makes a span of each statement that belongs to something traced, without its parameters. By hand, since the
 * instrumentation of the driver needs a loader hook under ES modules, which would have to be named on the command line.
 */
export function traceQueries(): void {
  const { prototype } = pg.Client as unknown as { prototype: { query: Query } };
  const { query } = prototype;
  prototype.query = function (...parameters) {
    const text = statementOf(parameters[0]);
    if (text === undefined || trace.getActiveSpan() === undefined) return query.apply(this, parameters);
    const span = tracer().startSpan(/\w+/.exec(text)?.[0].toLowerCase() ?? 'statement', {
      kind: SpanKind.CLIENT,
      attributes: { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, MOST_CHARACTERS) },
    });
    const result = query.apply(this, parameters);
    if (!(result instanceof Promise)) {
      span.end();
      return result;
    }
    result.then(
      () => span.end(),
      (error: unknown) => {
        failSpan(span, error);
        span.end();
      },
    );
    return result;
  };
}

function statementOf(statement: unknown): string | undefined {
  if (typeof statement === 'string') return statement;
  const { text } = (statement ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : undefined;
}
