import type { EpochDay } from '@dunwell/engine';
import type { MemberBook, Time } from './member-book.js';
import type { Member } from './member.js';
import type { Random } from './random.js';
import type { Span } from './span.js';

/** Whose story is told, where it is written down, and what tells it apart from those of others. */
export interface Teller {
  member: Member;
  book: MemberBook;
  random: Random;
  span: Span;
}

/*
 * The billing system tells what happened once a day, at nine in the morning of the demo's zone. What happens between
 * midnight and the evaluation of an account's own zone must be known then, so it happens early or not at all.
 */
/** Automatic payments are made in the night, in minutes since the account's midnight. */
export const COLLECTED_AT = 20;
/** People pay, call and write at their daytime. */
const DAYTIME = { from: 10 * 60 + 30, to: 20 * 60 };

export function inDaytime(random: Random, day: EpochDay): Time {
  return { day, minute: random.between(DAYTIME.from, DAYTIME.to) };
}
/** A bill is sent that many days before it is due. */
export const TERM = 14;
/** How many days a debit is under way. */
export const DEBIT_DAYS = 4;
