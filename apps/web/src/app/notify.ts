import { notifications } from '@mantine/notifications';
import { problemWords } from '../api/problem-words.js';

/** Says that something was done. */
export function done(message: string): void {
  notifications.show({ message, color: 'green', autoClose: 4_000 });
}

/** Says why something was not done; it stays until it has been read. */
export function failed(error: unknown): void {
  notifications.show({ message: problemWords(error), color: 'red', autoClose: false, role: 'alert' });
}
