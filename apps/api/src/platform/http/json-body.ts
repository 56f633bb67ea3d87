import { json, type NextFunction, type Request, type Response } from 'express';
import { AppError } from './app-error.js';

/** Enough for a batch of 1 000 rows or the largest document; streams have limits of their own per line. */
export const JSON_LIMIT_IN_MEGABYTES = 8;

const parse = json({ limit: `${JSON_LIMIT_IN_MEGABYTES}mb`, strict: true });

/** Reads JSON bodies. Other media types stay unread, for the routes that stream them. */
export function jsonBody(request: Request, response: Response, next: NextFunction): void {
  parse(request, response, (error?: unknown) => {
    next(error === undefined ? undefined : toAppError(error));
  });
}

interface BodyError {
  type?: string;
  message?: string;
}

function toAppError(error: unknown): unknown {
  const { type, message } = error as BodyError;
  switch (type) {
    case 'entity.parse.failed':
      return new AppError({
        code: 'malformedJson',
        status: 400,
        message: `The body is not JSON: ${message ?? ''}`,
      });
    case 'entity.too.large':
      return new AppError({
        code: 'bodyTooLarge',
        status: 413,
        message: `The body is larger than ${JSON_LIMIT_IN_MEGABYTES} MB. Send it in parts, or as a stream where the route takes one.`,
      });
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new AppError({
        code: 'unsupportedEncoding',
        status: 415,
        message: 'Bodies are UTF-8, plain, gzip, deflate or br.',
      });
    case 'request.aborted':
    case 'request.size.invalid':
    case 'entity.verify.failed':
      return new AppError({
        code: 'incompleteBody',
        status: 400,
        message: 'The body ended before it was complete.',
      });
    default:
      // Not the parser's: a stream that broke, or a fault of ours.
      return error;
  }
}
