import type { Instant } from '@dunwell/engine';
import { billMember, dueDatesOf, openAccount } from './bill-member.js';
import { Books, type StoryHold, type StoryRow } from './books.js';
import { drawMember, JoiningDates, memberKey } from './draw-member.js';
import { MemberBook } from './member-book.js';
import { Random } from './random.js';
import { SCRIPTS, type Script } from './scripted.js';
import { spanUntil, type Span } from './span.js';

/** What decides a story: the same of each tells the same one. */
export interface StorySettings {
  seed: number;
  accounts: number;
  /** The instant at which it ends. */
  now: Instant;
}

/** Eighteen months of a membership business, as its billing system and its people wrote them down. */
export interface Story {
  span: Span;
  rows: readonly StoryRow[];
  holds: readonly StoryHold[];
  /**
   * Accounts that owe something past due at some time of the live month, or have had a hold: what becomes known of them
   * is lived through.
   */
  restless: ReadonlySet<string>;
}

export function tellStory({ seed, accounts, now }: StorySettings): Story {
  const span = spanUntil(now);
  const books = new Books(now);
  const joined = new JoiningDates(accounts, span);
  for (let index = 0; index < accounts; index += 1) {
    const random = Random.of(seed, index);
    const script = SCRIPTS.find((one) => one.index === index);
    if (script) tellScript(books, script, { random, span });
    else billMember(books, { member: drawMember(random, index, joined), random, span });
  }
  return { span, rows: books.rows, holds: books.holds, restless: books.restless };
}

function tellScript(books: Books, script: Script, { random, span }: { random: Random; span: Span }): void {
  const member = { key: memberKey(script.index), ...script.member(span) };
  const teller = { member, book: new MemberBook(books, member), random, span };
  openAccount(books, teller, dueDatesOf(member, span));
  script.tell(teller);
}
