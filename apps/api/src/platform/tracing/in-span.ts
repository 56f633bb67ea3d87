import { SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';

/** Where spans come from; without a provider they cost next to nothing. */
export const tracer = () => trace.getTracer('dunwell');

/**
 * Does some work under a span of its own. Attributes are ids, kinds and counts, never keys, names or addresses of
 * people: traces travel further than the database.
 */
export async function inSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return tracer().startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      failSpan(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Says that it failed and by what sort of error; messages may quote rows, so they are left out. */
export function failSpan(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  const { code } = error as { code?: unknown };
  span.setAttribute(
    'error.type',
    typeof code === 'string' ? code : error instanceof Error ? error.name : 'error',
  );
}
