import type { ActionPreview, HeldBackReason, HeldBackSpell, RenderedMessage } from '@dunwell/contract';
import { ApiProperty } from '@nestjs/swagger';
import { InstantField, ListOf, Nested, OneOf, Texts } from '../../platform/http/fields.js';
import type { NamesByKind } from './one-by-kind.js';

/** What an action would have done. */
export const TRIAL_EFFECTS: NamesByKind = {
  done: 'DoneEffectAnswer',
  alreadyDone: 'AlreadyDoneEffectAnswer',
  needsAttention: 'NeedsAttentionEffectAnswer',
  heldBack: 'HeldBackEffectAnswer',
};

const HELD_BACK_REASONS: readonly HeldBackReason[] = [
  'accountHold',
  'invoiceHold',
  'paymentInFlight',
  'leftOut',
  'contactCap',
  'quietHours',
  'weekday',
  'holiday',
];

export class HeldBackSpellAnswer implements HeldBackSpell {
  @OneOf({ description: 'What held it back (S14).', values: HELD_BACK_REASONS }) reason: HeldBackReason;
  @InstantField({ description: 'Since when.' }) from: string;
  @InstantField({ description: 'Until when.' }) until: string;
}

export class RenderedMessageAnswer implements RenderedMessage {
  @Texts({ description: 'The addresses.' }) to: string[];
  @ApiProperty({ description: 'The subject line.' }) subject: string;
  @ApiProperty({ description: 'The message as plain text.' }) text: string;
  @ApiProperty({ description: 'The message as HTML.' }) html: string;
}

export class ActionPreviewAnswer implements ActionPreview {
  @ApiProperty({ description: 'The effect in words.' }) words: string;
  @Nested(() => RenderedMessageAnswer, { description: 'What would be sent, if anything.', nullable: true })
  message: RenderedMessageAnswer | null;
}

export class DoneEffectAnswer {
  @OneOf({ description: 'It would be had.', values: ['done'] }) kind: 'done';
  @Nested(() => ActionPreviewAnswer, { description: 'What it would be.' }) preview: ActionPreviewAnswer;
  @ListOf(() => HeldBackSpellAnswer, { description: 'When it was due earlier.' })
  heldBack: HeldBackSpellAnswer[];
}

export class AlreadyDoneEffectAnswer {
  @OneOf({ description: 'It is so already.', values: ['alreadyDone'] }) kind: 'alreadyDone';
  @Nested(() => ActionPreviewAnswer, { description: 'What it would be.' }) preview: ActionPreviewAnswer;
}

export class NeedsAttentionEffectAnswer {
  @OneOf({ description: 'It lacks what it needs (S17).', values: ['needsAttention'] }) kind: 'needsAttention';
  @ApiProperty({ description: 'What it lacks.' }) reason: string;
}

export class HeldBackEffectAnswer {
  @OneOf({ description: 'It is held back until the journey ends.', values: ['heldBack'] }) kind: 'heldBack';
  @OneOf({ description: 'By what (S14).', values: HELD_BACK_REASONS }) reason: HeldBackReason;
}

export const TRIAL_EFFECT_CLASSES = [
  DoneEffectAnswer,
  AlreadyDoneEffectAnswer,
  NeedsAttentionEffectAnswer,
  HeldBackEffectAnswer,
];
