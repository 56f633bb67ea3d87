import type { Step, StepKind } from '@dunwell/language';
import { DoorOpen, Hourglass, Repeat2, Split, Timer, type LucideIcon } from 'lucide-react';
import type { Group } from '../parts/group-tile.js';
import { ACTION_KINDS } from './action-kinds.js';

interface Look {
  icon: LucideIcon;
  group: Group;
}

/** How the steps look that decide, wait or end instead of doing something. */
export const STEP_KINDS: Readonly<Record<Exclude<StepKind, 'action'>, Look>> = {
  wait: { icon: Hourglass, group: 'wait' },
  waitFor: { icon: Timer, group: 'wait' },
  branch: { icon: Split, group: 'decide' },
  repeat: { icon: Repeat2, group: 'wait' },
  exit: { icon: DoorOpen, group: 'decide' },
};

/** The icon and the colour of a step. */
export const lookOf = (step: Step): Look =>
  step.kind === 'action' ? ACTION_KINDS[step.action.kind] : STEP_KINDS[step.kind];
