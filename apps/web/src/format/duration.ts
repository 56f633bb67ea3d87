/** `45 ms`, `1.2 s`: how long something took. */
export const formatDuration = (milliseconds: number): string =>
  milliseconds < 100 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
