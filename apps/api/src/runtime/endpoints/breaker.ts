import { backoffDelay } from '../../platform/backoff.js';

/** After so many failures in a row an endpoint is left alone. */
export const TRIPS_AFTER = 5;
/** For how long, in milliseconds of business time: doubled each time that the call made after it fails as well. */
const LEFT_ALONE = { first: 5 * 60_000, longest: 6 * 3_600_000 };
/** How long that one call keeps the others waiting. */
const PROBE = 60_000;

/** How an endpoint stands. */
export interface EndpointState {
  /** In a row. */
  failures: number;
  /** How often it has been left alone since it last answered. */
  trips: number;
  openUntil: Date | null;
  /** The delivery that finds out whether it answers again. */
  probeKey: string | null;
  probeUntil: Date | null;
}

/** Whether a delivery may be sent to an endpoint: as usual, as the one that finds out, or not before an instant. */
export type CallVerdict = { kind: 'free' } | { kind: 'probe'; until: Date } | { kind: 'wait'; until: Date };

/** What a delivery that is about to be sent to an endpoint is told. */
export function mayCall(state: EndpointState, key: string, now: Date): CallVerdict {
  const { trips, openUntil, probeKey, probeUntil } = state;
  if (trips === 0) return { kind: 'free' };
  if (openUntil !== null && openUntil > now) return { kind: 'wait', until: openUntil };
  const probed = probeKey !== null && probeKey !== key && probeUntil !== null && probeUntil > now;
  if (probed) return { kind: 'wait', until: probeUntil };
  return { kind: 'probe', until: new Date(now.getTime() + PROBE) };
}

/** How an endpoint stands after a delivery could not be handed to it; never called sooner than it asked for. */
export function afterFailure(
  state: EndpointState,
  { key, endpoint, afterSeconds }: { key: string; endpoint: string; afterSeconds: number | undefined },
  now: Date,
): EndpointState {
  const failures = state.failures + 1;
  const trips =
    (state.trips === 0 && failures >= TRIPS_AFTER) || state.probeKey === key ? state.trips + 1 : state.trips;
  // Others that were under way when it tripped change nothing.
  if (trips === state.trips) return { ...state, failures };
  const delay = backoffDelay(LEFT_ALONE, trips, endpoint, afterSeconds);
  return { failures, trips, openUntil: new Date(now.getTime() + delay), probeKey: null, probeUntil: null };
}
