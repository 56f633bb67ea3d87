import type { ActDecision, Instant } from '@dunwell/engine';
import { ACTIONS } from '@dunwell/language';
import type { EffectContext } from '../../connectors/connector.js';
import { mustGet } from '../../platform/must.js';
import { effectContexts } from '../../runtime/deliveries/effect-context.js';
import type { TrialTools } from './trial-tools.js';
import { heldBackTogether } from './held-back-together.js';
import type { EffectAnswer, EffectRequest, PerformTogether } from './journeys-in-step.js';
import { prepareEffect, type PreparedEffect } from './prepare-effect.js';
import type { Trial } from './trial.js';

/** An effect that was not held back, as it was had or not. */
export interface ToldEffect {
  prepared: PreparedEffect;
  isDoneAlready: boolean;
  /** It lacks what it needs, and its step has no `onFailure` (S17). */
  needsAttention: boolean;
}

export interface PerformOptions {
  tools: TrialTools;
  /**
   * What becomes of a journey whose step lacks what it needs and has no `onFailure` (S17): it stops there, or goes on
   * as if an operator had seen to it.
   */
  whenLacking: 'stop' | 'goOn';
  /** Whether a newer journey of the same subject has started (S14). */
  newerStarted: (request: EffectRequest) => boolean;
  /** Hears of every effect that was not held back. */
  tell?: (request: EffectRequest, told: ToldEffect) => void;
}

/** How a trial performs effects: nothing leaves, and what was had is a fact of the trial alone (S13, S19). */
export function performTogether(trial: Trial, options: PerformOptions): PerformTogether {
  return async (
    at: Instant,
    requests: readonly EffectRequest[],
  ): Promise<ReadonlyMap<EffectRequest, EffectAnswer>> => {
    const answers = new Map<EffectRequest, EffectAnswer>();
    const outward = requests.filter(({ act }) => ACTIONS[act.action.kind].outward);
    const verdicts = outward.length === 0 ? [] : await heldBackTogether(trial, at, outward, options);
    for (const [index, request] of outward.entries()) {
      const verdict = verdicts[index] ?? null;
      if (verdict !== null) answers.set(request, verdict);
    }
    const free = requests.filter((request) => !answers.has(request));
    const contexts = free.length === 0 ? [] : await contextsOf(trial, at, free, options);
    for (const [request, context] of contexts) answers.set(request, had(trial, request, context, options));
    return answers;
  };
}

function had(
  trial: Trial,
  request: EffectRequest,
  context: EffectContext,
  { tools, whenLacking, tell }: PerformOptions,
): EffectAnswer {
  const { act, look, journey } = request;
  const facts = trial.ownEffects.appliedTo({ ...look.facts, values: context.values.fields }, look);
  const values = { ...context.values, fields: facts.values };
  const prepared = prepareEffect(tools.connectors, act.action, { ...context, values });
  const lacks = prepared.kind === 'lacks';
  const needsAttention = lacks && !followsFailure(trial, act);
  tell?.(request, {
    prepared,
    isDoneAlready: trial.ownEffects.isDoneAlready(act.action, look),
    needsAttention,
  });
  if (lacks) return needsAttention && whenLacking === 'goOn' ? 'skipped' : 'failed';
  trial.ownEffects.note(act, look, journey.entered.streakId);
  return 'done';
}

function followsFailure({ automation }: Trial, { step: id }: ActDecision): boolean {
  const step = automation.prepared.tree.step(id);
  return step.kind === 'action' && typeof step.onFailure === 'string';
}

async function contextsOf(
  { manager, automation, stored }: Trial,
  at: Instant,
  requests: readonly EffectRequest[],
  { tools: { links } }: PerformOptions,
): Promise<[EffectRequest, EffectContext][]> {
  const effects = requests.map(({ act, look, journey: { underWay, entered } }, index) => ({
    key: String(index),
    automationId: stored?.automationId ?? 'trial',
    version: stored?.version ?? 0,
    journeyId: 'trial',
    step: act.step,
    accountId: look.facts.accountId,
    subjectId: look.facts.subjectId,
    action: act.action,
    state: underWay ?? entered,
  }));
  const contexts = await effectContexts(manager, automation, effects, { now: new Date(at), links });
  return requests.map((request, index) => [request, mustGet(contexts, String(index))]);
}
