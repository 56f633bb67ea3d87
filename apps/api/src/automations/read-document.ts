import { parseDocument, type AutomationDocument, type Problem } from '@dunwell/language';
import { AppError } from '../platform/http/app-error.js';

/** Reads what was sent as a document; refuses (422) what is none, with each problem by path and step. */
export function readDocument(json: unknown): AutomationDocument {
  const read = parseDocument(json);
  if ('document' in read) return read.document;
  throw documentRefused('This is not an automation document.', read.problems);
}

/** The answer to a document with errors: what, where and how to mend it. */
export function documentRefused(message: string, problems: readonly Problem[]): AppError {
  return new AppError({
    code: 'documentRefused',
    status: 422,
    message,
    problems: problems.map((problem) => ({ ...problem, path: `document.${problem.path}` })),
  });
}
