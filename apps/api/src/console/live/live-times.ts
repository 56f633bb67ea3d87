/** In milliseconds of machine time. */
export interface LiveTimes {
  /** Changes within this time are told together. */
  gather: number;
  /** A sign of life, so that nobody on the way takes the connection for dead. */
  heartbeat: number;
  /** Figures change by time alone too: an invoice becomes past due. */
  recount: number;
  /** Then a connection ends and is opened again, with whatever may be read by then. */
  lifetime: number;
}

export const LIVE_TIMES = Symbol('live times');

export const USUAL_LIVE_TIMES: LiveTimes = {
  gather: 300,
  heartbeat: 20_000,
  recount: 60_000,
  lifetime: 15 * 60_000,
};
