import { json, type NextFunction, type Request, type Response } from 'express';
import { AppError } from './app-error.js';
import { jsonFault } from './json-fault.js';

/** Enough for a batch of 1 000 rows or the largest document; streams have limits of their own per line. */
export const JSON_LIMIT_IN_MEGABYTES = 8;

const parse = json({ limit: `${JSON_LIMIT_IN_MEGABYTES}mb`, strict: true });

/** Reads JSON bodies. Other media types stay unread, for the routes that stream them. */
export function jsonBody(request: Request, response: Response, next: NextFunction): void {
  parse(request, response, (error?: unknown) => {
    next(error === undefined ? unfit(request.body) : toAppError(error));
  });
}

function unfit(body: unknown): AppError | undefined {
  const fault = jsonFault(body);
  if (fault === null) return undefined;
  return new AppError({ code: 'unfitJson', status: 400, message: `The body cannot be read. ${fault}` });
}

interface BodyError {
  type?: string;
  message: string;
}

const unsupportedEncoding = (): AppError =>
  new AppError({
    code: 'unsupportedEncoding',
    status: 415,
    message: 'Bodies are UTF-8, plain or compressed with gzip, deflate or br.',
  });

const incompleteBody = (): AppError =>
  new AppError({ code: 'incompleteBody', status: 400, message: 'The body ended before it was complete.' });

/** The parser's failures by its own names for them. */
const BODY_ERRORS: ReadonlyMap<string | undefined, (error: BodyError) => AppError> = new Map([
  [
    'entity.parse.failed',
    ({ message }: BodyError) =>
      new AppError({ code: 'malformedJson', status: 400, message: `The body is not JSON: ${message}` }),
  ],
  [
    'entity.too.large',
    () =>
      new AppError({
        code: 'bodyTooLarge',
        status: 413,
        message: `The body is larger than ${JSON_LIMIT_IN_MEGABYTES} MB. Send it in parts, or as a stream where the route takes one.`,
      }),
  ],
  ['charset.unsupported', unsupportedEncoding],
  ['encoding.unsupported', unsupportedEncoding],
  ['request.aborted', incompleteBody],
  ['request.size.invalid', incompleteBody],
]);

/** What the parser has no name for is a fault of ours and stays what it is. */
function toAppError(error: unknown): unknown {
  const known = error as BodyError;
  return BODY_ERRORS.get(known.type)?.(known) ?? error;
}
