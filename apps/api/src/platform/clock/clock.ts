import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppError, conflict } from '../http/app-error.js';
import { announceToAll } from '../notify/announce.js';
import { END_OF_BUSINESS_TIME } from './end-of-business-time.js';

/** The two times of S1. Nothing else in the code base asks what time it is. */
@Injectable()
export class Clock {
  constructor(private readonly dataSource: DataSource) {}

  /** Real time: for leases, timeouts, sessions and logs. */
  machineNow(): Date {
    return new Date();
  }

  /** The time that decides what is due: real time unless set. Pass the transaction it is to be read in. */
  async businessNow(manager?: EntityManager): Promise<Date> {
    return (await this.setTo(manager)) ?? this.machineNow();
  }

  /** The instant at which business time has been made to stand still, if it has. */
  async setTo(manager: EntityManager = this.dataSource.manager): Promise<Date | undefined> {
    const [row] = await manager.query<{ business_now: Date | null }[]>('select business_now from clock');
    return row?.business_now ?? undefined;
  }

  /** Moves business time, forwards only; the first setting may be any instant. */
  async set(now: Date): Promise<void> {
    if (now >= END_OF_BUSINESS_TIME) {
      throw new AppError({
        code: 'clockTooFar',
        status: 422,
        message: `Business time ends before ${END_OF_BUSINESS_TIME.toISOString()}; ${now.toISOString()} is not before it.`,
      });
    }
    const [, moved] = await this.dataSource.query<[unknown, number]>(
      'update clock set business_now = $1 where business_now is null or business_now <= $1',
      [now],
    );
    if (moved === 1) {
      // Due dates that have passed count from now on.
      await announceToAll(this.dataSource, 'accounts');
      return;
    }
    const current = (await this.businessNow()).toISOString();
    throw conflict(
      'clockOnlyMovesForwards',
      `Business time is ${current} and only moves forwards; ${now.toISOString()} lies before it.`,
      { now: current },
    );
  }

  /** DUNWELL_CLOCK: counts only where the clock was never set. */
  async setOnce(now: Date): Promise<void> {
    await this.dataSource.query('update clock set business_now = $1 where business_now is null', [now]);
  }
}
