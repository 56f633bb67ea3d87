import type { Runnable } from '@dunwell/language';
import { RUNNABLE_ACTIONS } from '../connectors/connectors.js';

/** What the runtime can run today; publishing anything else is refused with a problem of its own. */
export const RUNNABLE: Runnable = {
  stepKinds: ['action', 'wait', 'waitFor', 'branch', 'repeat', 'exit'],
  actionKinds: RUNNABLE_ACTIONS,
  triggerKinds: ['schedule'],
  undo: false,
};
