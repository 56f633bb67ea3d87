/** One thing that is wrong, found by where it stands in what was sent (RFC 9457, extension `problems`). */
export interface ProblemEntry {
  /** In the body or document, e.g. `steps.threshold.cases[0].when.value`; a parameter's name; '' for the whole. */
  path: string;
  message: string;
  /** Stable, where the check that found it has codes. */
  code?: string;
  /** `warning` does not refuse; absent: an error. */
  severity?: 'error' | 'warning';
  /** The step of a document it belongs to. */
  step?: string | null;
}

/** The body of every refused request, `application/problem+json` (RFC 9457). */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  /** Stable, for programs; `title` and `detail` are for people. */
  code: string;
  detail?: string;
  requestId?: string;
  problems?: ProblemEntry[];
  /** A stale write (409): what it should have started from. */
  current?: unknown;
}
