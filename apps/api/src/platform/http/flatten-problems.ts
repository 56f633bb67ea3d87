import type { ValidationError } from 'class-validator';
import type { RequestProblem } from './app-error.js';

const UNKNOWN = 'whitelistValidation';

/** Turns the tree of failed checks into a list, each with its path in the JSON: `payments[0].amount`. */
export function flattenProblems(errors: readonly ValidationError[], parent = ''): RequestProblem[] {
  return errors.flatMap((error) => {
    const path = join(parent, error.property);
    const { nestedValidation, ...checks } = error.constraints ?? {};
    // Our checks already say that something should be an object, in better words.
    const failed =
      Object.keys(checks).length > 0 || !nestedValidation ? checks : { object: nestedValidation };
    const own = Object.entries(failed).map(([name, message]) =>
      name === UNKNOWN
        ? { path, code: 'unknownProperty', message: `${path} is not a property this request knows.` }
        : { path, code: name, message: withPath(message, error.property, path) },
    );
    // Of a list that is no list, nothing more can be said about its elements.
    return own.length > 0 ? own : flattenProblems(error.children ?? [], path);
  });
}

function join(parent: string, property: string): string {
  if (/^\d+$/.test(property)) return `${parent}[${property}]`;
  return parent === '' ? property : `${parent}.${property}`;
}

function withPath(message: string, property: string, path: string): string {
  return message.startsWith(`${property} `) ? path + message.slice(property.length) : message;
}
