interface DatabaseErrorFields {
  code?: string;
  table?: string;
  constraint?: string;
  routine?: string;
}

export interface ErrorDescription extends DatabaseErrorFields {
  name: string;
  message?: string;
  stack?: string[];
  cause?: ErrorDescription;
  errors?: ErrorDescription[];
}

/**
 * What a log may say about an error. Messages of the database quote values of rows, so of those only the
 * code and the places are kept, never the text, the statement or its parameters.
 */
export function describeError(error: unknown): ErrorDescription | undefined {
  if (error === undefined || error === null) return undefined;
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, table, constraint, routine } = error as DatabaseErrorFields;
  const fromDatabase = 'severity' in error || 'driverError' in error;
  return {
    name: error.name,
    message: fromDatabase ? undefined : error.message,
    code,
    table,
    constraint,
    routine,
    stack: frames(error),
    cause: describeError(error.cause),
    errors:
      error instanceof AggregateError ? error.errors.flatMap((one) => describeError(one) ?? []) : undefined,
  };
}

/** The stack's first lines repeat the message: the places begin below it. */
function frames(error: Error): string[] | undefined {
  return error.stack?.split('\n').flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : []));
}
