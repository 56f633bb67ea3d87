import type {
  AutomationDocument,
  ComparisonExplanation,
  Explanation,
  Problem,
  Subject,
} from '@dunwell/language';
import type { Money } from './money.js';
import type { RuleTestInput } from './rule-tests.js';
import type { ProviderSetting } from './workspace-settings.js';

/** Never published; evaluated on schedule; published but stopped for now; stopped for good (S16). */
export type AutomationStatus = 'draft' | 'live' | 'paused' | 'archived';

/** An entry of `GET /api/v1/automations?name=`, and the answer to every change. */
export interface Automation {
  id: string;
  name: string;
  status: AutomationStatus;
  /** Raised by each save of the draft; a save names the one it started from. */
  revision: number;
  /** Number of the version that is evaluated, or was when it was paused; null before the first publish. */
  liveVersion: number | null;
  /** The draft says something else than the live version. */
  draftDiffers: boolean;
  createdAt: string;
  updatedAt: string;
}

/** `GET /api/v1/automations/{id}`. */
export interface AutomationWithDraft extends Automation {
  draft: AutomationDocument;
}

/** `POST /api/v1/automations/validate`: checked as strictly as for publishing. Writes nothing. */
export interface ValidateRequest {
  document: unknown;
}

export interface ValidateResult {
  /** Empty, or warnings only: it could be published. */
  problems: Problem[];
  /** The document in words; null where it cannot be read as one. */
  sentence: string | null;
}

/** `POST /api/v1/automations`: 201 with an `Automation`. An unfinished document is welcome, it is a draft. */
export interface CreateAutomationRequest {
  document: unknown;
  /** Tests that come with it, as an export has them. */
  tests?: RuleTestInput[];
}

/** `PUT /api/v1/automations/{id}/draft`. A stale revision is refused: 409, `current` an `AutomationWithDraft`. */
export interface SaveDraftRequest {
  revision: number;
  document: unknown;
}

/** What becomes of those who would have entered on the date before the first (S12). */
export type Backlog = 'skip' | 'include';

/** `POST /api/v1/automations/{id}/publish`. Problems of severity error refuse it: 422, and so do tests that fail. */
export interface PublishRequest {
  /** Refused (409) when the draft has moved on since; the draft as it is when absent. */
  revision?: number;
  note?: string;
  backlog: Backlog;
}

export interface AutomationVersion {
  version: number;
  publishedAt: string;
  note: string | null;
}

export interface PublishResult {
  automation: Automation;
  version: AutomationVersion;
  backlog: BacklogCount;
}

/** How many subjects, and what their accounts owe past due. */
export interface Reach {
  subjects: number;
  overdue: Money[];
}

/** What the backlog holds (S12). */
export interface BacklogCount extends Reach {
  treatment: Backlog;
  /** Of rules that enter on every match, which have no backlog: what their first date reaches if nothing changes. */
  firstDate: Reach | null;
}

/** `GET /api/v1/automations/{id}/export?version=`: the draft when no version is named. */
export interface ExportResult {
  automationId: string;
  /** null: the draft. */
  version: number | null;
  document: AutomationDocument;
  /** The tests saved with the draft; absent of a version, and where there are none. */
  tests?: RuleTestInput[];
}

/** Why an effect is held back at an instant (S14), or because what is called keeps failing (`endpointDown`). */
export type HeldBackReason =
  | 'accountHold'
  | 'invoiceHold'
  | 'paymentInFlight'
  | 'leftOut'
  | 'contactCap'
  | 'quietHours'
  | 'weekday'
  | 'holiday'
  | 'endpointDown';

/** `POST /api/v1/automations/{id}/evaluations`: evaluates one business date in every zone, once (S10). */
export interface EvaluateRequest {
  /** YYYY-MM-DD; not after today's date in any zone. */
  date: string;
}

export interface EvaluateResult {
  /** One per zone; `alreadyDone` where this request changed nothing. */
  evaluations: (Evaluation & { alreadyDone: boolean })[];
}

/** One scheduled look at one automation for one business date in one zone; listed newest first. */
export interface Evaluation {
  automationId: string;
  version: number;
  /** `backlog`: the date before the first (S12); `gap`: stands for dates too old to catch up with (S10). */
  kind: 'scheduled' | 'backlog' | 'gap';
  date: string;
  /** Of a gap, its first date. */
  gapFrom: string | null;
  timeZone: string;
  /** The instant its facts were read at (S0). */
  at: string;
  status: 'running' | 'finished';
  /** Subjects of the zone on that date. */
  lookedAt: number;
  /** Subjects the query let through to the engine. */
  candidates: number;
  /** Would enter and had not before. */
  matched: number;
  alreadyEntered: number;
  entered: number;
  /** An exit held when they were acted on (S10). */
  endedBeforeActing: number;
  /** Of the entered, with an outward step that waits, by reason. */
  heldBack: Partial<Record<HeldBackReason, number>>;
  /** Listed for an operator instead of acted on (S10). */
  missed: number;
  /** Subjects whose facts could not be decided on. */
  errors: number;
  /** Subjects on whom the query and the engine disagreed: nothing was done for them. */
  disagreements: number;
  lastError: string | null;
  startedAt: string;
  /** null while it runs. */
  durationMs: number | null;
}

/** A subject as people know it. */
export interface SubjectReference {
  kind: Subject;
  /** Account key, invoice number, subscription or payment method key. */
  key: string;
  /** Key of its account. */
  account: string;
}

/** `GET /api/v1/automations/{id}/why-not?account=`: the live version, or the draft before the first publish. */
export interface WhyNotResult {
  automation: { id: string; name: string };
  /** null: the draft. */
  version: number | null;
  account: string;
  /** The instant of the facts: that of the schedule's last occurrence, business now for other triggers. */
  asOf: string;
  /** The account itself, or each of its invoices, subscriptions or payment methods. */
  subjects: WhyNotSubject[];
}

/**
 * Would enter on the next occurrence; the entry does not hold; it holds but leads to no effect; an exit holds;
 * the entry key is taken (S11).
 */
export type WhyNotVerdict = 'wouldEnter' | 'entryFails' | 'noEffect' | 'exitHolds' | 'enteredBefore';

export interface WhyNotSubject {
  subject: SubjectReference;
  verdict: WhyNotVerdict;
  /** The entry with every comparison's reason; null where everybody enters. */
  entry: Explanation | null;
  /** Comparisons that would have to come out otherwise, of the entry and of the branches on the way. */
  failing: ComparisonExplanation[];
  /** The exit that holds. */
  exit: { id: string; label: string; explanation: Explanation } | null;
  /** When and by which journey the key was taken. */
  enteredBefore: { date: string; journeyId: string | null } | null;
  /** The first date within 366 days on which it would enter if nothing changes. */
  firstDate: string | null;
  /** Where there is no such date: the fields that would have to change. */
  fieldsToChange: string[];
}

/** One subject's way through one version; `GET /api/v1/journeys`. */
export interface Journey {
  id: string;
  automationId: string;
  version: number;
  subject: SubjectReference;
  /** The business date it entered for. */
  date: string;
  path: string[];
  status: 'underWay' | 'completed' | 'exited' | 'ended' | 'superseded' | 'expired';
  endedBecause: string | null;
  enteredAt: string;
  endedAt: string | null;
  /** What it was started by; null: a schedule, or a person. */
  event: { id: string; name: string } | null;
  /** Where it stands while it is under way. */
  waiting: JourneyWaiting | null;
}

/** What a journey under way waits for, and until when. */
export interface JourneyWaiting {
  step: string;
  /** The pass numbers of the enclosing repeats, "2.1"; empty outside repeats. */
  occurrence: string;
  /**
   * A business date, hours, a streak day, the next allowed moment, its condition, the next pass of its repeat; the
   * outcome of its delivery, or an operator's decision about that.
   */
  for: 'date' | 'hours' | 'streakDay' | 'sendWindow' | 'condition' | 'nextPass' | 'outcome' | 'operator';
  /** The business date on which that ends, where it ends on one. */
  on: string | null;
  /** The instant at which it ends by time alone; null: its delivery tells, an operator, or nobody yet. */
  until: string | null;
}

/** `GET /api/v1/journeys/{id}`: what it lived through, with the reasons of its entry. */
export interface JourneyWithHistory extends Journey {
  /** The entry as explained when it was decided; branches on the way included. */
  explanation: unknown;
  events: JourneyHistoryEvent[];
  deliveries: Delivery[];
}

export interface JourneyHistoryEvent {
  at: string;
  kind: string;
  step: string | null;
  occurrence: string | null;
  detail: unknown;
}

export type DeliveryStatus =
  | 'due'
  | 'claimed'
  | 'sending'
  /** The provider has taken the command; what becomes of it follows. */
  | 'accepted'
  | 'done'
  | 'failed'
  | 'needsAttention'
  | 'uncertain'
  | 'ended';

/** One effect of one action step (S15); `GET /api/v1/deliveries`. */
export interface Delivery {
  key: string;
  journeyId: string;
  automationId: string;
  account: string;
  step: string;
  occurrence: string;
  kind: string;
  status: DeliveryStatus;
  attempts: number;
  /** Who carries out a command; `practice`: nothing leaves Dunwell. null: nobody has been asked, or it is none. */
  provider: ProviderSetting['kind'] | null;
  /** When it is tried next, or by when its outcome is due; null: when the account's facts change, or never. */
  dueAt: string | null;
  heldBecause: HeldBackReason | null;
  problem: string | null;
  problemCode: string | null;
  finishedAt: string | null;
}

/**
 * What an operator decides about a delivery that needs attention or is uncertain: try again, go on as if it had been
 * had, or go on without it.
 */
export type DeliveryDecision = 'retry' | 'confirm' | 'skip';
