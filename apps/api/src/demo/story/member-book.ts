import type { HoldInput } from '@dunwell/contract';
import { fromEpochDay, startOfEpochDay, type EpochDay, type Instant } from '@dunwell/engine';
import type { Books } from './books.js';
import { HOME_ZONE } from './markets.js';
import type { Card, Member } from './member.js';

const MINUTE = 60_000;

/** An invoice as the story goes on about it. */
export interface Bill {
  number: string;
  dueOn: EpochDay;
  total: number;
}

/** A day of the member's zone, and minutes since its midnight (an hour off on the two dates on which the clock changes). */
export interface Time {
  day: EpochDay;
  minute: number;
}

export interface Received {
  reference: string;
  at: Instant;
}

/** Who writes the notes that people leave. */
export const HANNA = 'Hanna Grewe';
export const TOM = 'Tom Ellery';

/** What is written down about one account, in the words of a bookkeeper. */
export class MemberBook {
  private readonly zone: string;
  private card = 1;
  /** A card that is lost is not lost again before there is another. */
  private cardHoldsFrom = -Infinity;

  constructor(
    private readonly books: Books,
    private readonly member: Pick<Member, 'key' | 'market'>,
  ) {
    this.zone = member.market.timeZone ?? HOME_ZONE;
  }

  instant({ day, minute }: Time): Instant {
    return startOfEpochDay(day, this.zone) + minute * MINUTE;
  }

  isRestless(): void {
    this.books.restless.add(this.member.key);
  }

  /** `known`: when the business gets to know of it, where that is not its issue. */
  bill(bill: { issuedOn: EpochDay; dueOn: EpochDay; total: number; automatic: boolean; known?: Time }): Bill {
    const { issuedOn, dueOn, total, automatic, known } = bill;
    const number = this.books.number('INV', issuedOn);
    this.books.note({
      at: this.instant(known ?? { day: issuedOn, minute: 0 }),
      entity: 'invoices',
      row: {
        account: this.member.key,
        number,
        issuedOn: fromEpochDay(issuedOn),
        dueOn: fromEpochDay(dueOn),
        total,
        collectionMethod: automatic ? 'automatic' : 'manual',
      },
    });
    return { number, dueOn, total };
  }

  /** The bill was a mistake, or nobody will pay it any more. */
  closeBill({ number }: Bill, status: 'void' | 'uncollectible', time: Time): void {
    const at = this.instant(time);
    const row = { account: this.member.key, number, status, effectiveAt: text(at) };
    this.books.note({ at, entity: 'invoices', row });
  }

  pays(bill: Bill, amount: number, time: Time, kind: 'CARD' | 'DEBIT' | 'TRF'): Received {
    return this.payment(bill, amount, time, { kind, status: 'succeeded' });
  }

  /** A debit is under way from one time and arrives at another. */
  isDebited(bill: Bill, amount: number, { begins, arrives }: { begins: Time; arrives: Time }): Received {
    const { reference } = this.payment(bill, amount, begins, { kind: 'DEBIT', status: 'pending' });
    const at = this.instant(arrives);
    const row = { account: this.member.key, reference, status: 'succeeded' as const, at: text(at) };
    this.books.note({ at, entity: 'payments', row });
    return { reference, at };
  }

  isRefused(
    bill: Bill,
    time: Time,
    { kind, code, hard }: { kind: 'CARD' | 'DEBIT'; code: string; hard: boolean },
  ): void {
    this.payment(bill, bill.total, time, {
      kind,
      status: 'failed',
      failureCode: code,
      failureKind: hard ? 'hard' : 'soft',
    });
  }

  /** A payment over more than is owed: what is left of it is nobody's yet (S3). */
  paysTooMuch(bill: Bill, { owed, paid }: { owed: number; paid: number }, time: Time): Received {
    return this.payment(bill, owed, time, { kind: 'TRF', status: 'succeeded', amount: paid });
  }

  /** Money given back out of kindness: the bill stays paid (S3). */
  givesBack({ reference, at }: Received, time: Time): void {
    const row = { account: this.member.key, reference, status: 'refunded' as const, at: text(at) };
    this.books.note({ at: this.instant(time), entity: 'payments', row });
  }

  /** The bank takes the money back. */
  chargesBack({ reference, at }: Received, time: Time): void {
    const reversedAt = this.instant(time);
    const row = {
      account: this.member.key,
      reference,
      status: 'chargedBack' as const,
      at: text(at),
      reversedAt: text(reversedAt),
    };
    this.books.note({ at: reversedAt, entity: 'payments', row });
  }

  isCredited(bill: Bill, amount: number, time: Time): void {
    const at = this.instant(time);
    const row = {
      account: this.member.key,
      reference: this.books.number('CR', time.day),
      amount,
      at: text(at),
      allocations: [{ invoice: bill.number, amount }],
    };
    this.books.note({ at, entity: 'credits', row });
  }

  hold(hold: Omit<HoldInput, 'account'>, time: Time, author: string): void {
    this.isRestless();
    this.books.hold({ at: this.instant(time), author, input: { account: this.member.key, ...hold } });
  }

  subscription(
    change: { status?: 'cancelled' | 'paused'; endedOn?: EpochDay; renewsOn?: EpochDay },
    time: Time,
  ): void {
    const at = this.instant(time);
    const { status, endedOn, renewsOn } = change;
    const row = {
      account: this.member.key,
      key: `${this.member.key}-plan`,
      effectiveAt: text(at),
      ...(status !== undefined && { status }),
      ...(endedOn !== undefined && { endedOn: fromEpochDay(endedOn), renewsOn: null }),
      ...(renewsOn !== undefined && { renewsOn: fromEpochDay(renewsOn) }),
    };
    this.books.note({ at, entity: 'subscriptions', row });
  }

  /** The card on file can no longer be charged until, if ever, another one takes its place. */
  losesCard(time: Time, replaced: ({ time: Time } & Card) | null): void {
    const at = this.instant(time);
    if (at < this.cardHoldsFrom) return;
    this.cardHoldsFrom = replaced === null ? Infinity : this.instant(replaced.time);
    const key = this.cardKey();
    const blocked = { account: this.member.key, key, status: 'blocked' as const, effectiveAt: text(at) };
    this.books.note({ at, entity: 'paymentMethods', row: blocked });
    if (replaced === null) return;
    const since = { at: this.cardHoldsFrom, effectiveAt: text(this.cardHoldsFrom) };
    const removed = {
      ...blocked,
      status: 'removed' as const,
      isDefault: false,
      effectiveAt: since.effectiveAt,
    };
    this.books.note({ at: since.at, entity: 'paymentMethods', row: removed });
    this.card += 1;
    this.hasCard(replaced, since);
  }

  hasCard({ brand, expiresOn }: Card, since: { at: Instant; effectiveAt?: string }): void {
    const { at, ...effectiveAt } = since;
    const common = { account: this.member.key, key: this.cardKey(), ...effectiveAt };
    const row = { ...common, type: 'card', brand, expiresOn, isDefault: true };
    this.books.note({ at, entity: 'paymentMethods', row });
  }

  sends(collectionStatus: 'inCollections' | 'writtenOff', time: Time): void {
    const at = this.instant(time);
    const row = { account: this.member.key, collectionStatus, effectiveAt: text(at) };
    this.books.note({ at, entity: 'accounts', row });
  }

  private cardKey(): string {
    return `${this.member.key}-card-${this.card}`;
  }

  private payment(
    bill: Bill,
    allocated: number,
    time: Time,
    payment: {
      kind: 'CARD' | 'DEBIT' | 'TRF';
      status: 'succeeded' | 'failed' | 'pending';
      /** Where it is more than is set against the bill. */
      amount?: number;
      failureCode?: string;
      failureKind?: 'hard' | 'soft';
    },
  ): Received {
    const { kind, amount = allocated, ...state } = payment;
    const at = this.instant(time);
    const reference = this.books.number(kind, time.day);
    this.books.note({
      at,
      entity: 'payments',
      row: {
        account: this.member.key,
        reference,
        amount,
        at: text(at),
        automatic: kind !== 'TRF',
        allocations: [{ invoice: bill.number, amount: allocated }],
        ...state,
      },
    });
    return { reference, at };
  }
}

const text = (at: Instant): string => new Date(at).toISOString();
