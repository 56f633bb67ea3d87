import type { ChangeTaskRequest, CompleteTaskRequest, CreateTaskRequest, NextStep } from '@dunwell/contract';
import type { Assignee } from '@dunwell/language';
import { invalidRequest, type RequestProblem } from '../../platform/http/app-error.js';
import { isMailAddress } from '../../platform/mailbox.js';
import type {
  AssigneeBody,
  ChangeTaskBody,
  CompleteTaskBody,
  CreateTaskBody,
  NextStepBody,
} from './tasks.dto.js';

/** A task to be made; refuses an assignee that says too little or too much. */
export function readCreateTask({ assignee, ...body }: CreateTaskBody): CreateTaskRequest {
  return { ...body, ...(assignee && { assignee: readAssignee(assignee, 'assignee') }) };
}

export function readChangeTask({ assignee, ...body }: ChangeTaskBody): ChangeTaskRequest {
  if (assignee === undefined) return body;
  return { ...body, assignee: assignee === null ? null : readAssignee(assignee, 'assignee') };
}

export function readCompleteTask({ next, ...body }: CompleteTaskBody): CompleteTaskRequest {
  return { ...body, ...(next && { next: readNextStep(next) }) };
}

function readAssignee({ kind, email, name }: AssigneeBody, path: string): Assignee {
  const problems = [
    ...onlyOf(kind, 'person', { email }, path),
    ...onlyOf(kind, 'queue', { name }, path),
    ...(email !== undefined && !isMailAddress(email)
      ? [problem(`${path}.email`, 'email must be an address, such as ann@example.com.')]
      : []),
  ];
  refuse(problems);
  if (kind === 'accountOwner') return { kind };
  return kind === 'person' ? { kind, email: email ?? '' } : { kind, name: name ?? '' };
}

function readNextStep({ kind, dueOn, title, assignee, until, amount, note }: NextStepBody): NextStep {
  const problems = [
    ...onlyOf(kind, 'task', { dueOn }, 'next'),
    ...onlyOf(kind, 'promise', { until }, 'next'),
    ...(kind === 'task' ? unwanted({ amount, note }, kind) : unwanted({ title, assignee }, kind)),
  ];
  refuse(problems);
  if (kind === 'promise') return { kind, until: until ?? '', amount, note };
  return {
    kind,
    dueOn: dueOn ?? '',
    title,
    ...(assignee && { assignee: readAssignee(assignee, 'next.assignee') }),
  };
}

/** A property that its kind needs and no other kind has. */
function onlyOf(
  kind: string,
  owner: string,
  property: Record<string, unknown>,
  path: string,
): RequestProblem[] {
  return Object.entries(property).flatMap(([name, value]) => {
    if ((value !== undefined) === (kind === owner)) return [];
    const message =
      kind === owner ? `${name} is required for ${kind}.` : `${name} belongs to ${owner}, not to ${kind}.`;
    return [problem(`${path}.${name}`, message)];
  });
}

const unwanted = (properties: Record<string, unknown>, kind: string): RequestProblem[] =>
  Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => problem(`next.${name}`, `${name} does not belong to ${kind}.`));

const problem = (path: string, message: string): RequestProblem => ({ path, code: 'kind', message });

function refuse(problems: readonly RequestProblem[]): void {
  if (problems.length > 0) throw invalidRequest(problems);
}
