import { ProblemError } from '@dunwell/contract';
import { problemWords } from '../api/problem-words.js';

/** What a form can be told. */
interface Form {
  setErrors: (errors: Record<string, string>) => void;
  values: object;
}

/**
 * Puts what the server refuses beside the fields it is about. Returns the words that belong to no field of this form,
 * for the form as a whole; null where every problem found its field.
 */
export function showProblems(form: Form, error: unknown): string | null {
  const problems = error instanceof ProblemError ? (error.details.problems ?? []) : [];
  const known = problems
    .map(({ path, message }) => ({ field: fieldOf(path, form.values), message }))
    .filter(({ field }) => field in form.values);
  form.setErrors(Object.fromEntries(known.map(({ field, message }) => [field, message])));
  return known.length > 0 && known.length === problems.length ? null : problemWords(error);
}

/** A form about one setting names its parts as they are called within it: `provider.url` is its `url`. */
const fieldOf = (path: string, values: object): string =>
  path in values ? path : (path.split('.').at(-1) ?? path);
