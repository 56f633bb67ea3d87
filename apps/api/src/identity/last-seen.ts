/** How exactly the last use of keys and sessions is noted, in milliseconds. */
export const LAST_SEEN_PRECISION = 60_000;
