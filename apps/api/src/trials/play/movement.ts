import { setImmediate as nextTurn } from 'node:timers/promises';

/** About 10 ms of decisions before other requests get their turn. */
const STEPS_PER_TURN = 100;

/** A question whose asker stands still until it is answered. */
export interface Asked<Question, Answer> {
  question: Question;
  answer: (answer: Answer) => void;
}

/**
 * Knows when all of many asynchronous courses stand still: each is over, or waits for the answer to a question. So
 * what all of them ask can be answered together.
 */
export class Movement {
  /** Courses that are neither over nor waiting for an answer. */
  private moving = 0;
  private whenStill: (() => void) | null = null;

  hasBegun(): void {
    this.moving += 1;
  }

  /** A course is over or waits. */
  hasStopped(): void {
    this.moving -= 1;
    if (this.moving === 0) this.whenStill?.();
  }

  /** Puts a question on a list; its asker stands still until it is answered. */
  ask<Question, Answer>(list: Asked<Question, Answer>[], question: Question): Promise<Answer> {
    return new Promise((resolve) => {
      const answer = (given: Answer): void => {
        this.hasBegun();
        resolve(given);
      };
      list.push({ question, answer });
      this.hasStopped();
    });
  }

  /** Takes steps that set courses moving; kept when all of them stand still again. */
  async inTurns(steps: readonly (() => void)[]): Promise<void> {
    for (let from = 0; from < steps.length; from += STEPS_PER_TURN) {
      const still = new Promise<void>((resolve) => (this.whenStill = resolve));
      // Not before all steps of this turn are taken.
      this.hasBegun();
      for (const step of steps.slice(from, from + STEPS_PER_TURN)) step();
      this.hasStopped();
      await still;
      await nextTurn();
    }
  }
}
