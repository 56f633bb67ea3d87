import type { CSSProperties } from 'react';
import type { Ramp } from '../format/ageing.js';

/** The colour of a bucket of days past due as `--ramp`, and what is written on it as `--on-ramp`. */
export function rampColours(ramp: Ramp): CSSProperties {
  return { '--ramp': `var(--ramp-${ramp})`, '--on-ramp': `var(--on-ramp-${ramp})` } as CSSProperties;
}
