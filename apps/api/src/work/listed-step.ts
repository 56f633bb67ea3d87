import type { ListedStep } from '@dunwell/contract';
import { sql } from '@dunwell/engine';
import { stepLine, type Step } from '@dunwell/language';

/** The journey, the automation and the version that a row `d` of the deliveries belongs to. */
export const ORIGIN_OF_DELIVERY = sql`
  join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
  join automations a on a.workspace_id = d.workspace_id and a.automation_id = d.automation_id
  join automation_versions v on v.workspace_id = d.workspace_id and v.automation_id = d.automation_id
    and v.version = j.version`;

/** What `listedStep` makes words of. */
export interface StepRow {
  automationId: string;
  automation: string;
  step: string;
  /** As the journey's version has it; null: not any more. */
  stepDocument: Step | null;
}

export const STEP_COLUMNS = sql`
  d.automation_id as "automationId", a.name as automation, d.step_id as step,
  v.document -> 'steps' -> d.step_id as "stepDocument"`;

/** The step something in a list comes from, in words. */
export function listedStep({ automationId, automation, step, stepDocument }: StepRow): ListedStep {
  return { automationId, automation, step, stepLabel: stepWords(step, stepDocument) };
}

/** A step by its label or what it does; one that its document does not have by its id. */
export const stepWords = (id: string, step: Step | null): string =>
  step === null ? id : stepLine(step).label;
