import type { ActionStep } from '../document/document.js';
import { ACTIONS } from './action.js';

/** Whether an action step is taken back when the streak ends: as it says, else as its kind does by default (S22). */
export function effectiveUndo({ action, undo }: Pick<ActionStep, 'action' | 'undo'>): 'whenCured' | 'never' {
  return undo ?? (ACTIONS[action.kind].undo === 'byDefault' ? 'whenCured' : 'never');
}
