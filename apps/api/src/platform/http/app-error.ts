/** One thing that is wrong, and where: `lines[3].amount`, `steps.threshold`. */
export interface RequestProblem {
  path: string;
  message: string;
  /** Stable, camelCase. */
  code: string;
}

export interface AppErrorDetails {
  /** Stable, camelCase: what callers branch on. */
  code: string;
  /** The HTTP status it is answered with. */
  status: number;
  /** What is wrong, where, and how to mend it, in words. */
  message: string;
  problems?: readonly RequestProblem[];
  /** More members of the answer, such as the current revision of what was written meanwhile. */
  members?: Readonly<Record<string, unknown>>;
  /** After how many seconds another try makes sense. */
  retryAfter?: number;
}

/** A failure that is expected and whose code callers can rely on. Everything else that is thrown is a 500. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly problems: readonly RequestProblem[] | undefined;
  readonly members: Readonly<Record<string, unknown>>;
  readonly retryAfter: number | undefined;

  constructor({ code, status, message, problems, members = {}, retryAfter }: AppErrorDetails) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.status = status;
    this.problems = problems;
    this.members = members;
    this.retryAfter = retryAfter;
  }
}

/** Something named by the caller that is not there (or belongs to another workspace, which looks the same). */
export function notFound(what: string, key: string): AppError {
  return new AppError({
    code: 'notFound',
    status: 404,
    message: `There is no ${what} ${key} in this workspace.`,
  });
}

/** A request whose content cannot be accepted; each problem says where and why. */
export function invalidRequest(problems: readonly RequestProblem[]): AppError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const message = first ? `${first.message}${more}` : 'The request is not valid.';
  return new AppError({ code: 'invalidRequest', status: 400, message, problems });
}

/** A request that contradicts what is already there. */
export function conflict(code: string, message: string, members?: Record<string, unknown>): AppError {
  return new AppError({ code, status: 409, message, members });
}
