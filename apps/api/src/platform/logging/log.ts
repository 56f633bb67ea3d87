import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { LogLevel } from '../../config/config.js';
import { describeError } from './describe-error.js';

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Structured lines on standard output. Callers pass ids, counts and durations, never bodies, addresses or
 * names of people: logs travel further than the database.
 */
export class Log implements LoggerService {
  private readonly logger: Logger;

  constructor(level: LogLevel) {
    this.logger = pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });
  }

  info(message: string, fields: LogFields = {}): void {
    this.logger.info(fields, message);
  }

  /** Nest's own name for `info`: its start-up lines are of interest to those who debug it. */
  log(message: string): void {
    this.logger.debug(message);
  }

  debug(message: string): void {
    this.logger.debug(message);
  }

  warn(message: string, fields?: LogFields | string): void {
    this.logger.warn(typeof fields === 'object' ? fields : {}, message);
  }

  error(message: string, error?: unknown, fields?: LogFields | string): void {
    this.logger.error(
      { ...(typeof fields === 'object' ? fields : {}), error: describeError(error) },
      message,
    );
  }
}
