import type { z } from 'zod';
import type { Problem } from '../problem.js';
import { documentSchema } from './document-schema.js';
import { jsonPath, stepOfPath } from './json-path.js';

export interface SchemaProblems {
  /** The JSON is no document: wrong types, unknown or missing properties. */
  shape: Problem[];
  /** The document is one, but something in it is unfinished or wrong. */
  content: Problem[];
}

/** What the schema says of a document's JSON, in words. */
export function schemaProblems(json: unknown): SchemaProblems {
  const { error } = documentSchema.safeParse(json, { reportInput: true });
  const problems: SchemaProblems = { shape: [], content: [] };
  for (const issue of error?.issues ?? []) {
    const code = contentCode(issue);
    if (code) problems.content.push(toProblem(code, issue.path, issue.message, json));
    else problems.shape.push(...shapeProblems(issue, json));
  }
  return problems;
}

function contentCode(issue: z.core.$ZodIssue): string | null {
  const code: unknown = issue.code === 'custom' ? issue.params?.code : undefined;
  return typeof code === 'string' ? code : null;
}

function shapeProblems(issue: z.core.$ZodIssue, json: unknown): Problem[] {
  if (issue.code !== 'unrecognized_keys')
    return [toProblem('invalidShape', issue.path, shapeMessage(issue), json)];
  return issue.keys.map((key) =>
    toProblem(
      'unknownProperty',
      [...issue.path, key],
      `“${key}” is not known here. Take it away or correct its name.`,
      json,
    ),
  );
}

function toProblem(code: string, path: readonly PropertyKey[], message: string, json: unknown): Problem {
  const steps = typeof json === 'object' && json !== null && 'steps' in json ? json.steps : null;
  return { code, severity: 'error', step: stepOfPath(path, steps), path: jsonPath(path), message };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function shapeMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return `This is missing. Here belongs ${TYPE_WORDS[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_type') return `Here belongs ${TYPE_WORDS[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_value') return `Here belongs ${listed(issue.values.map(String))}.`;
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'kind')
    return 'There is no such kind. Correct “kind”.';
  if (issue.code === 'invalid_key') return `“${String(issue.path.at(-1))}” is not an id.`;
  return issue.message;
}

const listed = (values: readonly string[]): string =>
  values.length === 1 ? `“${values[0]}”` : `one of: ${values.join(', ')}`;
