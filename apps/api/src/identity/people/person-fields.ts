import { PASSWORD_LENGTH } from '@dunwell/contract';
import { Text, type FieldOptions } from '../../platform/http/fields.js';
import { LOCAL_ADDRESS } from '../../platform/mailbox.js';

/** An email address as somebody types it; `emailKey` makes it the one that is kept. */
export function EmailField(options: FieldOptions): PropertyDecorator {
  return Text({ ...options, maxLength: 254, pattern: LOCAL_ADDRESS, words: 'an email address' });
}

/** Upper and lower case are the same person. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}

/** A password somebody chooses. */
export function NewPasswordField(options: FieldOptions): PropertyDecorator {
  const { min, max } = PASSWORD_LENGTH;
  return Text({ ...options, minLength: min, maxLength: max });
}

/** A password that is to be compared: one that is too short is simply wrong. */
export function PasswordField(options: FieldOptions): PropertyDecorator {
  return Text({ ...options, maxLength: PASSWORD_LENGTH.max });
}

/** What somebody is called. */
export function PersonNameField(options: FieldOptions): PropertyDecorator {
  return Text({
    ...options,
    maxLength: 100,
    pattern: /^\S(?:[^\p{Cc}]*\S)?$/u,
    words: 'a name of 1 to 100 characters',
  });
}

/** The secret of a link. */
export function TokenField(options: FieldOptions): PropertyDecorator {
  return Text({ ...options, maxLength: 300 });
}
