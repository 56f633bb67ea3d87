import type { DeliveryFilter, DeliveryStatus, Journey, JourneyFilter } from '@dunwell/contract';
import { ACTIONS, type ActionKind } from '@dunwell/language';
import { CalendarDateField, Flag, IdField, OneOf, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

export const JOURNEY_STATUSES: readonly Journey['status'][] = [
  'underWay',
  'completed',
  'exited',
  'ended',
  'superseded',
  'expired',
];

export class JourneysQuery extends PageQuery implements JourneyFilter {
  @IdField({ description: 'Only journeys of this automation.', optional: true })
  automationId?: string;

  @Text({ description: 'Only journeys of this account, by its key.', optional: true })
  account?: string;

  @CalendarDateField({ description: 'Only those that entered for this business date.', optional: true })
  date?: string;

  @OneOf({ description: 'Only those that stand so.', optional: true, values: JOURNEY_STATUSES })
  status?: Journey['status'];
}

export const DELIVERY_STATUSES: readonly DeliveryStatus[] = [
  'due',
  'claimed',
  'sending',
  'accepted',
  'done',
  'failed',
  'needsAttention',
  'uncertain',
  'ended',
];

export class DeliveriesQuery extends PageQuery implements DeliveryFilter {
  @OneOf({ description: 'Only deliveries in this state.', optional: true, values: DELIVERY_STATUSES })
  status?: DeliveryStatus;

  @Text({ description: 'Only deliveries to this account, by its key.', optional: true })
  account?: string;

  @IdField({ description: 'Only deliveries of this automation.', optional: true })
  automationId?: string;

  @OneOf({ description: 'Only effects of this kind.', optional: true, values: Object.keys(ACTIONS) })
  kind?: ActionKind;

  @Flag({
    description: 'Only those that something keeps waiting, or no such.',
    optional: true,
    inQuery: true,
  })
  heldBack?: boolean;

  @Text({ description: 'Only those with this problem.', optional: true, maxLength: 100 })
  problemCode?: string;

  @CalendarDateField({
    description: "Only those finished on this date of the workspace's calendar.",
    optional: true,
  })
  finishedOn?: string;
}

export class DeliveryDecisionBody {
  @Text({ description: 'The delivery’s key.' })
  key: string;

  @OneOf({
    description: 'Try again; go on as if it had been had; go on without it.',
    values: ['retry', 'confirm', 'skip'],
  })
  decision: 'retry' | 'confirm' | 'skip';
}
