import {
  ATTENTION_KINDS,
  type AttentionAction,
  type AttentionFilter,
  type AttentionGroup,
  type AttentionItem,
  type AttentionKind,
  type DecideAttentionRequest,
  type DeliveryDecision,
  type NamedAccount,
} from '@dunwell/contract';
import { MoneyAnswer } from '../../platform/http/common-answers.dto.js';
import {
  CalendarDateField,
  IdField,
  InstantField,
  ListOf,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

const optional = true;
const nullable = true;

export class AttentionQueryParameters extends PageQuery implements AttentionFilter {
  @OneOf({ description: 'Only entries of this kind.', optional, values: ATTENTION_KINDS })
  kind?: AttentionKind;
  @Text({ description: 'Only those for this reason.', optional, maxLength: 100 }) code?: string;
  @IdField({ description: 'Only those of this automation.', optional }) automationId?: string;
  @Text({ description: 'Only those of this step.', optional, maxLength: 200 }) step?: string;
  @Text({ description: 'Only those about the account with this key.', optional, maxLength: 200 })
  account?: string;
}

export class DecideAttentionBody implements DecideAttentionRequest {
  @Texts({ description: 'Keys of deliveries that need attention or are uncertain.', maxItems: 200 })
  deliveries: string[];
  @OneOf({
    description: 'Try again; go on as if it had been had; go on without it.',
    values: ['retry', 'confirm', 'skip'],
  })
  decision: DeliveryDecision;
}

class AccountOfEntry implements NamedAccount {
  @Text({ description: 'Its key.' }) key: string;
  @Text({ description: 'Its name.', nullable }) name: string | null;
}

class AutomationOfEntry {
  @IdField({ description: 'The automation.' }) id: string;
  @Text({ description: 'Its name.' }) name: string;
}

class StepOfEntry {
  @Text({ description: 'The step.' }) step: string;
  @Text({ description: 'Its label, or what it does.' }) stepLabel: string;
}

class EvaluationOfEntry {
  @CalendarDateField({ description: 'The business date.' }) date: string;
  @Text({ description: 'The zone.' }) timeZone: string;
}

export class AttentionAnswer implements AttentionItem {
  @Text({ description: 'Unique among the entries.' }) id: string;
  @OneOf({ description: 'What it is.', values: ATTENTION_KINDS }) kind: AttentionKind;
  @Text({ description: 'Why, stable.' }) code: string;
  @Text({ description: 'Why, in words.' }) words: string;
  @Nested(() => AccountOfEntry, { description: 'Whom it is about.', nullable })
  account: AccountOfEntry | null;
  @Nested(() => AutomationOfEntry, { description: 'Where it comes from.', nullable })
  automation: AutomationOfEntry | null;
  @Nested(() => StepOfEntry, { description: 'The same, its step.', nullable }) step: StepOfEntry | null;
  @Nested(() => MoneyAnswer, { description: 'What was promised, else what is overdue now.', nullable })
  amount: MoneyAnswer | null;
  @InstantField({ description: 'Since when it waits.' }) since: string;
  @Texts({ description: 'What can be done: retry, confirm, skip, call, evaluate.' })
  actions: AttentionAction[];
  @Text({ description: 'The delivery to decide on.', nullable }) delivery: string | null;
  @IdField({ description: 'The promise that was broken.', nullable }) hold: string | null;
  @Nested(() => EvaluationOfEntry, { description: 'The evaluation that failed.', nullable })
  evaluation: EvaluationOfEntry | null;
}

export class AttentionGroupAnswer implements AttentionGroup {
  @OneOf({ description: 'What they are.', values: ATTENTION_KINDS }) kind: AttentionKind;
  @Text({ description: 'Why, stable.' }) code: string;
  @Text({ description: 'Why, in words.' }) words: string;
  @Nested(() => AutomationOfEntry, { description: 'Where they come from.', nullable })
  automation: AutomationOfEntry | null;
  @Nested(() => StepOfEntry, { description: 'The same, the step.', nullable }) step: StepOfEntry | null;
  @WholeNumber({ description: 'How many.' }) count: number;
  @ListOf(() => AccountOfEntry, { description: 'Some of the accounts.', maxItems: 3 })
  accounts: AccountOfEntry[];
  @ListOf(() => MoneyAnswer, { description: 'What they come to, each account once.' }) amounts: MoneyAnswer[];
  @InstantField({ description: 'Since when the oldest waits.' }) since: string;
  @InstantField({ description: 'Since when the latest waits.' }) latest: string;
  @Texts({ description: 'What can be done about all of them.' }) actions: AttentionAction[];
}

export class AttentionGroupsAnswer {
  @ListOf(() => AttentionGroupAnswer, { description: 'The largest first.' }) groups: AttentionGroupAnswer[];
}
