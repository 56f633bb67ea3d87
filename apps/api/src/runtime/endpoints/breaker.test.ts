import { describe, expect, it } from '@jest/globals';
import { afterFailure, mayCall, TRIPS_AFTER, type EndpointState } from './breaker.js';

const NEW: EndpointState = { failures: 0, trips: 0, openUntil: null, probeKey: null, probeUntil: null };
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 9, minutes));
const fail = (state: EndpointState, minutes: number, key = 'a', afterSeconds?: number): EndpointState =>
  afterFailure(state, { key, endpoint: 'https://down.example/', afterSeconds }, at(minutes));

const failing = (times: number): EndpointState =>
  Array.from({ length: times }).reduce<EndpointState>((state) => fail(state, 0), NEW);

/** An endpoint that was just left alone. */
const TRIPPED = failing(TRIPS_AFTER);
const minutesAlone = ({ openUntil }: EndpointState, since: number): number =>
  (openUntil!.getTime() - at(since).getTime()) / 60_000;

describe('an endpoint that keeps failing', () => {
  it('is called as usual until it has failed five times in a row', () => {
    expect(mayCall(failing(TRIPS_AFTER - 1), 'a', at(0))).toEqual({ kind: 'free' });
    expect(mayCall(TRIPPED, 'a', at(0))).toEqual({ kind: 'wait', until: TRIPPED.openUntil });
  });

  it('is then left alone for about five minutes, or for as long as it asks', () => {
    expect(Math.abs(minutesAlone(TRIPPED, 0) - 5)).toBeLessThanOrEqual(0.5);
    expect(minutesAlone(fail(failing(TRIPS_AFTER - 1), 0, 'a', 3_600), 0)).toBe(60);
  });

  it('is afterwards called once, while the others wait for what comes of it', () => {
    const verdict = mayCall(TRIPPED, 'b', at(10));
    expect(verdict).toEqual({ kind: 'probe', until: at(11) });
    const probing = { ...TRIPPED, probeKey: 'b', probeUntil: at(11) };
    expect(mayCall(probing, 'c', at(10))).toEqual({ kind: 'wait', until: at(11) });
    expect(mayCall(probing, 'b', at(10)).kind).toBe('probe');
    // The process that was to find out may have been lost.
    expect(mayCall(probing, 'c', at(11)).kind).toBe('probe');
  });

  it('is left alone twice as long each time that this call fails, at most six hours', () => {
    let state = TRIPPED;
    const waits: number[] = [];
    for (let times = 0; times < 9; times += 1) {
      state = fail({ ...state, probeKey: 'b', probeUntil: at(1) }, 0, 'b');
      waits.push(minutesAlone(state, 0));
    }
    waits.forEach((wait, times) => {
      const expected = Math.min(10 * 2 ** times, 360);
      expect(Math.abs(wait / expected - 1)).toBeLessThanOrEqual(0.1);
    });
  });

  it('is not left alone longer by calls that were under way when it was', () => {
    const later = fail(TRIPPED, 1, 'z');
    expect([later.trips, later.openUntil]).toEqual([TRIPPED.trips, TRIPPED.openUntil]);
  });
});
