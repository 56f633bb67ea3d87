import type { BalanceChange, HistoryEvent, HistoryKind } from '@dunwell/contract';
import type { ZoneHistory } from '@dunwell/engine';
import type { Action, ComparisonExplanation, Explanation, Step } from '@dunwell/language';
import { lastDateBefore } from '../../billing/billing-reader.js';
import { stepName } from '../account-page/step-name.js';

/** What a source says of an entry, before it is made ready for people. */
export type StoredDetail = Readonly<Record<string, unknown>>;

interface Surroundings {
  zones: ZoneHistory;
  /** Of entries that move the overdue balance: what they did to it. */
  balance: BalanceChange | undefined;
}

type Finish = (detail: StoredDetail, around: Surroundings) => Record<string, unknown>;

const asItIs: Finish = (detail) => ({ ...detail });

const withBalance: Finish = (detail, { balance }) => ({
  ...detail,
  ...(balance ?? { overdue: 0, streak: null }),
});

/** A hold's end as the last date it covers. */
const withLastDate: Finish = ({ untilAt, ...detail }, { zones }) => ({
  ...detail,
  until: untilAt === 'infinity' ? null : lastDateBefore(zones, Date.parse(String(untilAt))),
});

const withStepName: Finish = ({ stepOfDelivery, actionOfDelivery, ...detail }) => ({
  ...detail,
  step: stepName({ step: stepOfDelivery as Step | null, action: actionOfDelivery as Action }),
});

const withReasons: Finish = ({ explanation, ...detail }) => ({
  ...detail,
  reasons: reasonsOf(explanation as StoredReasons | null),
});

/** How each kind is made ready; what moves the balance says so. */
const FINISH: Readonly<Record<HistoryKind, Finish>> = {
  invoiceIssued: asItIs,
  invoicePastDue: withBalance,
  invoicePaid: asItIs,
  invoiceVoid: withBalance,
  invoiceWrittenOff: withBalance,
  invoiceReopened: withBalance,
  paymentSucceeded: withBalance,
  paymentRefunded: withBalance,
  paymentChargedBack: withBalance,
  paymentPending: asItIs,
  paymentFailed: asItIs,
  credit: withBalance,
  subscriptionChanged: asItIs,
  paymentMethodChanged: asItIs,
  tagAdded: asItIs,
  tagRemoved: asItIs,
  holdPlaced: withLastDate,
  holdLifted: withLastDate,
  holdOver: withLastDate,
  promiseKept: withLastDate,
  promiseBroken: withLastDate,
  entered: withReasons,
  journeyEnded: asItIs,
  heldBack: withStepName,
  missed: asItIs,
  notActedOn: asItIs,
  messageSent: withStepName,
  effect: withStepName,
  taskCreated: asItIs,
};

export function movesBalance(kind: HistoryKind): boolean {
  return FINISH[kind] === withBalance;
}

/** The entry as its kind has it. */
export function finishDetail(kind: HistoryKind, detail: StoredDetail, around: Surroundings): HistoryEvent {
  return { kind, ...FINISH[kind](detail, around) } as HistoryEvent;
}

interface StoredReasons {
  entry: Explanation;
  branches: { taken: string | null; cases: { id: string; explanation: Explanation }[] }[];
}

/** The comparisons that held of the cases it took, or of the entry where it took none; of a backlog nothing is kept. */
function reasonsOf(stored: StoredReasons | null): ComparisonExplanation[] {
  if (stored === null) return [];
  const taken = stored.branches.flatMap((branch) =>
    branch.cases.filter(({ id }) => id === branch.taken).map(({ explanation }) => explanation),
  );
  return (taken.length > 0 ? taken : [stored.entry]).flatMap(holding);
}

function holding(explanation: Explanation): ComparisonExplanation[] {
  switch (explanation.kind) {
    case 'comparison':
      return explanation.holds ? [explanation] : [];
    case 'all':
    case 'any':
      return explanation.children.flatMap(holding);
    // What does not hold within it is the reason; as a comparison it would say the opposite.
    case 'not':
      return [];
  }
}
