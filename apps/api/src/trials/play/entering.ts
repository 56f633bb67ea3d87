import type { Entered } from '@dunwell/engine';
import type { DecidedSubject } from '../../runtime/decide/decide-entries.js';

/** A subject that enters, unless its key is taken. */
export type Entering = DecidedSubject & { decision: { kind: 'enter' } & Entered };

export const isEntering = (decided: DecidedSubject): decided is Entering => decided.decision.kind === 'enter';
