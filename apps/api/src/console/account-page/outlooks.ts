import type { AutomationOutlook, PlannedEffect } from '@dunwell/contract';
import type { Instant, ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { EffectTools } from '../../runtime/deliveries/effect-tools.js';
import { AppError } from '../../platform/http/app-error.js';
import { forecast, type Forecast } from '../../trials/forecast/forecast.js';
import { journeysUnderWay, type JourneyUnderWay } from '../../trials/forecast/journeys-under-way.js';
import { newTrial } from '../../trials/play/trial.js';
import { trialDocument } from '../../trials/trial-document.js';
import { liveAutomations, type LiveAutomation } from './live-automations.js';

export interface OutlookQuery {
  workspaceId: string;
  accountId: string;
  zones: ZoneHistory;
  now: Instant;
  /** The last instant looked at. */
  until: Instant;
}

/** What every live automation will do for an account up to an instant if nothing changes, by name. */
export async function automationOutlooks(
  manager: EntityManager,
  query: OutlookQuery,
  tools: EffectTools,
): Promise<{ planned: PlannedEffect[]; automations: AutomationOutlook[] }> {
  const { workspaceId, accountId } = query;
  const underWay = await journeysUnderWay(manager, workspaceId, accountId);
  const planned: PlannedEffect[] = [];
  const automations: AutomationOutlook[] = [];
  for (const automation of await liveAutomations(manager, workspaceId, accountId)) {
    const own = underWay.filter(({ automationId }) => automationId === automation.id);
    const told = await tellFuture(manager, query, { automation, underWay: own, tools });
    planned.push(...told.effects);
    automations.push({
      automationId: automation.id,
      automation: automation.name,
      underWay: automation.underWay,
      enteredOn: automation.enteredOn,
      nextEntryOn: told.nextEntryOn,
      next: told.effects[0] ?? null,
      problem: told.problem,
    });
  }
  return { planned: planned.sort(byTime), automations };
}

/** One automation that cannot be tried must not keep the others from being told. */
async function tellFuture(
  manager: EntityManager,
  query: OutlookQuery,
  of: { automation: LiveAutomation; underWay: readonly JourneyUnderWay[]; tools: EffectTools },
): Promise<Forecast & { problem: string | null }> {
  const { automation, underWay, tools } = of;
  const versions = new Set([automation.version, ...underWay.map(({ version }) => version)]);
  const told: Forecast = { effects: [], nextEntryOn: null };
  try {
    for (const version of versions) {
      const tried = await trialDocument(manager, query.workspaceId, { automationId: automation.id, version });
      const { effects, nextEntryOn } = await forecast(
        newTrial(manager, query.workspaceId, tried),
        {
          ...query,
          history: query.zones,
          automation,
          underWay: underWay.filter((journey) => journey.version === version),
          enters: version === automation.version,
        },
        tools,
      );
      told.effects.push(...effects);
      told.nextEntryOn ??= nextEntryOn;
    }
    return { ...told, effects: told.effects.sort(byTime), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { effects: [], nextEntryOn: null, problem: error.message };
  }
}

const byTime = (a: PlannedEffect, b: PlannedEffect): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
