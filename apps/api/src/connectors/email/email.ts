import type { Sender } from '@dunwell/contract';

/** A message as it leaves; what a delivery of it stores. */
export interface Email {
  to: readonly string[];
  /** One line. */
  subject: string;
  text: string;
  html: string;
  /** Absent: as configured. */
  sender?: Sender;
}
