import type { EvaluationFunnel } from '@dunwell/contract';
import { heldBackCount, heldBackWords } from '../../words/held-back.js';

/** One line of a funnel. */
export interface FunnelStep {
  label: string;
  count: number;
  /** Of those looked at, 0 to 1. */
  share: number;
  tone: 'through' | 'entered' | 'aside' | 'missed' | 'wrong';
  /** Why, or what it means. */
  detail: string;
}

/** What became of everybody who was looked at: from all down to those who entered, then those who did not. */
export function funnelSteps(funnel: EvaluationFunnel): FunnelStep[] {
  const { lookedAt, candidates, matched, entered, alreadyEntered, endedBeforeActing, missed } = funnel;
  const held = heldBackCount(funnel.heldBack);
  const step = (label: string, count: number, tone: FunnelStep['tone'], detail = ''): FunnelStep => ({
    label,
    count,
    share: lookedAt === 0 ? 0 : Math.min(1, count / lookedAt),
    tone,
    detail,
  });
  const further = [
    step('of these held back', held, 'aside', heldBackWords(funnel.heldBack)),
    step('Entered before', alreadyEntered, 'aside', 'not twice'),
    step('Ended before acting', endedBeforeActing, 'aside', 'an exit held'),
    step('Missed', missed, 'missed', 'for somebody to decide'),
    step('Errors', funnel.errors, 'wrong', 'nothing was done for them'),
    step('Disagreements', funnel.disagreements, 'wrong', 'nothing was done for them'),
  ];
  return [
    step('Looked at', lookedAt, 'through'),
    step('Candidates', candidates, 'through'),
    step('Matched', matched, 'through'),
    step('Entered', entered, 'entered'),
    ...further.filter(({ count }) => count > 0),
  ];
}
