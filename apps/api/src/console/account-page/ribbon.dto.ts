import type {
  AccountRibbon,
  AutomationOutlook,
  HeldBackReason,
  MovementCause,
  MovementEffect,
  PlannedEffect,
  RibbonBalance,
  RibbonDay,
  RibbonEffect,
  RibbonHold,
  RibbonMovement,
} from '@dunwell/contract';
import { ACTIONS, type ActionKind } from '@dunwell/language';
import { ApiProperty } from '@nestjs/swagger';
import { ListedHoldAnswer } from '../../billing/billing-reader.js';
import {
  CalendarDateField,
  Flag,
  IdField,
  InstantField,
  ListOf,
  MinorUnits,
  Nested,
  OneOf,
  Text,
  WholeNumber,
} from '../../platform/http/fields.js';

const nullable = true;

class RibbonDayAnswer implements RibbonDay {
  @CalendarDateField({ description: 'The date.' }) date: string;
  @WholeNumber({ description: 'Which day of the streak it is.', nullable }) streakDay: number | null;
  @MinorUnits({ description: 'What was overdue when it ended, or is now.' }) overdue: number;
}

class RibbonBalanceAnswer implements RibbonBalance {
  @InstantField({ description: 'Since when.' }) from: string;
  @MinorUnits({ description: 'The outstanding balance.' }) outstanding: number;
  @MinorUnits({ description: 'The overdue balance.' }) overdue: number;
}

const EFFECTS: Readonly<Record<MovementEffect, true>> = {
  opens: true,
  ends: true,
  lowers: true,
  raises: true,
};

class RibbonMovementAnswer implements RibbonMovement {
  @InstantField({ description: 'When.' }) at: string;
  @CalendarDateField({ description: 'Its date.' }) date: string;
  @OneOf({ description: 'What it did to the streak.', values: Object.keys(EFFECTS) }) effect: MovementEffect;
  @MinorUnits({ description: 'The overdue balance before.' }) before: number;
  @MinorUnits({ description: 'The overdue balance after.' }) after: number;
  @WholeNumber({ description: 'Which day of the streak; of its end, how many dates it lasted.', nullable })
  streakDay: number | null;
  @Flag({ description: 'It lies ahead.' }) ifNothingChanges: boolean;
  @ApiProperty({
    description: 'What moved the balance, each with its kind, its effect in minor units, and what it was.',
    type: 'object',
    additionalProperties: true,
    isArray: true,
  })
  causes: MovementCause[];
}

class RibbonHoldAnswer extends ListedHoldAnswer implements RibbonHold {
  @Text({ description: 'The invoice; null: the whole account.', nullable }) invoice: string | null;
  @CalendarDateField({ description: 'The first date it covers.' }) from: string;
}

const KINDS = Object.keys(ACTIONS);
const STATUSES: Readonly<Record<RibbonEffect['status'], true>> = {
  accepted: true,
  done: true,
  failed: true,
  needsAttention: true,
  uncertain: true,
};

class RibbonEffectAnswer implements RibbonEffect {
  @InstantField({ description: 'When.' }) at: string;
  @CalendarDateField({ description: 'Its date.' }) date: string;
  @IdField({ description: 'The automation.' }) automationId: string;
  @Text({ description: 'Its name.' }) automation: string;
  @IdField({ description: 'The journey.' }) journeyId: string;
  @Text({ description: 'The key of the delivery.' }) delivery: string;
  @OneOf({ description: 'What was done.', values: KINDS }) kind: ActionKind;
  @Text({ description: 'What the step is called.' }) step: string;
  @OneOf({ description: 'What came of it.', values: Object.keys(STATUSES) }) status: RibbonEffect['status'];
}

class PlannedEffectAnswer implements PlannedEffect {
  @InstantField({ description: 'When.' }) at: string;
  @CalendarDateField({ description: 'Its date.' }) date: string;
  @IdField({ description: 'The automation.' }) automationId: string;
  @Text({ description: 'Its name.' }) automation: string;
  @IdField({ description: 'The journey; null: it begins only then.', nullable }) journeyId: string | null;
  @OneOf({ description: 'What will be done.', values: KINDS }) kind: ActionKind;
  @Text({ description: 'What the step is called.' }) step: string;
  @Text({ description: 'What keeps it waiting until then (S14).', nullable }) heldBack: HeldBackReason | null;
}

class AutomationOutlookAnswer implements AutomationOutlook {
  @IdField({ description: 'The automation.' }) automationId: string;
  @Text({ description: 'Its name.' }) automation: string;
  @Flag({ description: 'A journey of it is under way.' }) underWay: boolean;
  @CalendarDateField({ description: 'Its last entry.', nullable }) enteredOn: string | null;
  @CalendarDateField({ description: 'The next one within the dates looked at.', nullable }) nextEntryOn:
    string | null;
  @Nested(() => PlannedEffectAnswer, { description: 'The next thing it will do.', nullable })
  next: PlannedEffectAnswer | null;
  @Text({ description: 'Why its future cannot be told.', nullable }) problem: string | null;
}

export class AccountRibbonAnswer implements AccountRibbon {
  @Text({ description: 'The account.' }) account: string;
  @Text({ description: 'The currency of the amounts.' }) currency: string;
  @Text({ description: 'The zone in force.' }) timeZone: string;
  @CalendarDateField({ description: 'Its business date.' }) today: string;
  @CalendarDateField({ description: 'The first date.' }) from: string;
  @CalendarDateField({ description: 'The last date.' }) to: string;
  @ListOf(() => RibbonDayAnswer, { description: 'One per date.' }) days: RibbonDayAnswer[];
  @ListOf(() => RibbonMovementAnswer, { description: 'What changed the overdue balance, and by what.' })
  movements: RibbonMovementAnswer[];
  @ListOf(() => RibbonHoldAnswer, { description: 'Holds on the account and its invoices.' })
  holds: RibbonHoldAnswer[];
  @ListOf(() => RibbonEffectAnswer, { description: 'What Dunwell did.' }) done: RibbonEffectAnswer[];
  @ListOf(() => PlannedEffectAnswer, { description: 'What it will do if nothing changes.' })
  planned: PlannedEffectAnswer[];
  @ListOf(() => AutomationOutlookAnswer, { description: 'Every live automation, by name.' })
  automations: AutomationOutlookAnswer[];
  @ListOf(() => RibbonBalanceAnswer, { description: 'The balances behind the dates.' })
  balances: RibbonBalanceAnswer[];
  @Text({ description: 'The whole in a few words.' }) sentence: string;
}
