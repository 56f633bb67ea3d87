import { Injectable } from '@nestjs/common';
import { AppError } from '../platform/http/app-error.js';

/** How many trials one process plays at a time: each holds a connection that live work may need. */
export const TRIALS_AT_A_TIME = 4;
/** Seconds after which another try makes sense. */
const RETRY_AFTER = 10;

/** The places of a process for trials; whoever finds none is told to come back instead of being kept waiting. */
@Injectable()
export class TrialPlaces {
  private taken = 0;

  /** Plays a trial in a place of its own; refuses it (429) when all are taken. */
  async during<T>(trial: () => Promise<T>): Promise<T> {
    if (this.taken === TRIALS_AT_A_TIME) throw noPlaceLeft();
    this.taken += 1;
    try {
      return await trial();
    } finally {
      this.taken -= 1;
    }
  }
}

function noPlaceLeft(): AppError {
  return new AppError({
    code: 'tooManyTrials',
    status: 429,
    message:
      `${TRIALS_AT_A_TIME} trials are being played already, as many as one process plays at a time. ` +
      `Try again in ${RETRY_AFTER} seconds.`,
    retryAfter: RETRY_AFTER,
  });
}
