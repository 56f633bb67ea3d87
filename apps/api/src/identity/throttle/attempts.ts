import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { AppError } from '../../platform/http/app-error.js';
import { networkOf } from './network-of.js';
import { returnAttempt, takeAttempt, type Allowance } from './take-attempt.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What can be tried to get in, and how often: for one email address and for one network address. */
const ALLOWANCES = {
  signIn: { email: { burst: 10, every: MINUTE }, address: { burst: 50, every: 10 * SECOND } },
  passwordReset: { email: { burst: 3, every: 10 * MINUTE }, address: { burst: 20, every: MINUTE } },
  /** Mails to others; the address is the workspace that sends them. */
  invitation: { email: { burst: 5, every: 10 * MINUTE }, address: { burst: 100, every: MINUTE } },
  /** Links: nobody guesses one, but nobody should try either. */
  token: { email: undefined, address: { burst: 30, every: 10 * SECOND } },
} as const satisfies Record<string, { email: Allowance | undefined; address: Allowance }>;

/** Who tries what. */
export interface Attempt {
  kind: keyof typeof ALLOWANCES;
  /** In lower case; where the attempt is about one. */
  email?: string;
  /** The network address it comes from, or what else stands for who tries. */
  address: string | undefined;
}

/** Slows down who tries to get in, for every process together. */
@Injectable()
export class Attempts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Counts an attempt before it is looked at, so that many at once are counted too; refused (429) when too many. */
  async take(attempt: Attempt): Promise<void> {
    for (const { bucket, allowance } of bucketsOf(attempt)) {
      const wait = await takeAttempt(this.dataSource, bucket, allowance, this.clock.machineNow());
      if (wait !== undefined) throw tooManyAttempts(Math.ceil(wait / SECOND));
    }
  }

  /** It was the right person: their attempts do not count. */
  async giveBack(attempt: Attempt): Promise<void> {
    for (const { bucket, allowance } of bucketsOf(attempt)) {
      await returnAttempt(this.dataSource, bucket, allowance);
    }
  }
}

function bucketsOf({ kind, email, address }: Attempt): { bucket: string; allowance: Allowance }[] {
  const allowances = ALLOWANCES[kind];
  return [
    { about: 'email', value: email, allowance: allowances.email },
    { about: 'address', value: address && networkOf(address), allowance: allowances.address },
  ].flatMap(({ about, value, allowance }) =>
    value === undefined || allowance === undefined
      ? []
      : [{ bucket: `${kind}:${about}:${digest(value)}`, allowance }],
  );
}

/** Who tried is nobody's business: what strangers type is not kept as they typed it. */
const digest = (value: string): string => createHash('sha256').update(value).digest('base64url');

function tooManyAttempts(retryAfter: number): AppError {
  return new AppError({
    code: 'tooManyAttempts',
    status: 429,
    message: `Too many attempts. Wait ${inWords(retryAfter)} and try again.`,
    retryAfter,
  });
}

function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
