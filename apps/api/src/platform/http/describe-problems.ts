import type { ProblemDetails, ProblemEntry } from '@dunwell/contract';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ACCESS_EXTENSION, type Access } from './access.js';

type Components = NonNullable<OpenAPIObject['components']>;
type Schema = NonNullable<Components['schemas']>[string];
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Says of every operation that it refuses with a problem, and who may use it. */
export function describeProblems(api: OpenAPIObject): OpenAPIObject {
  const paths = Object.fromEntries(
    Object.entries(api.paths).map(([path, item]) => {
      const operations = METHODS.flatMap((method) => {
        const operation = item[method];
        return operation ? [[method, withProblems(operation)] as const] : [];
      });
      return [path, { ...item, ...Object.fromEntries(operations) }];
    }),
  );
  const schemas = { ...api.components?.schemas, Problem: PROBLEM, ProblemEntry: ENTRY };
  return { ...api, paths, components: { ...api.components, schemas } };
}

function withProblems(operation: Operation): Operation {
  const refused = problem('What was asked for is refused, or failed: `code` says why, `detail` in words.');
  const access = (operation as { [ACCESS_EXTENSION]?: Access })[ACCESS_EXTENSION];
  const isPublic = access === 'everybody';
  const responses = {
    ...operation.responses,
    ...(isPublic
      ? {}
      : {
          401: problem('Nobody is signed in; or the key is not known, revoked or expired.'),
          403: problem(
            access === 'signedIn'
              ? 'For people who are signed in, not for keys.'
              : `Needs the permission \`${access}\`; or the request comes from a page of others.`,
          ),
        }),
    default: refused,
  };
  return { ...operation, responses, ...(isPublic ? { security: [] } : {}) };
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const text = (description: string): Schema => ({ type: 'string', description });

const ENTRY_PROPERTIES: Record<keyof ProblemEntry, Schema> = {
  path: text("Where: a place in the body or document, a parameter's name, or '' for the whole."),
  message: text('What is wrong, in words.'),
  code: text('Stable, where the check that found it has codes.'),
  severity: { type: 'string', enum: ['error', 'warning'], description: 'Absent: an error.' },
  step: { type: 'string', nullable: true, description: 'The step of a document it belongs to.' },
};

const PROBLEM_PROPERTIES: Record<keyof ProblemDetails, Schema> = {
  type: text('`urn:dunwell:problem:` and the code.'),
  title: text('The words of the status.'),
  status: { type: 'integer', description: 'The HTTP status.' },
  code: text('Stable, for programs.'),
  detail: text('What is wrong and how to mend it, for people.'),
  requestId: text('Quote it when you report a fault.'),
  problems: {
    type: 'array',
    items: { $ref: '#/components/schemas/ProblemEntry' },
    description: 'Each thing that is wrong, where there are several or they have a place.',
  },
  current: { description: 'Of a stale write (409): what it should have started from.' },
};

const ENTRY: Schema = { type: 'object', required: ['path', 'message'], properties: ENTRY_PROPERTIES };

const PROBLEM: Schema = {
  type: 'object',
  description: 'A refusal (RFC 9457). Some codes add members of their own.',
  required: ['type', 'title', 'status', 'code'],
  properties: PROBLEM_PROPERTIES,
};
