import type { AccountInput } from '@dunwell/contract';
import { isKnownZone } from '@dunwell/engine';
import type { RowCheck } from './row-check.js';

const COLLECTION_STATUSES = ['none', 'inCollections', 'writtenOff'] as const;
const SERVICE_STATUSES = ['normal', 'restricted', 'suspended'] as const;
const MOST_TAGS = 1000;

/** Notes what is wrong with the values of an account. */
export function checkAccount(check: RowCheck, input: AccountInput): void {
  check.text('name', input.name);
  check.form('email', input.email, {
    test: (value) => /^[^\s@]+@[^\s@]+$/.test(value),
    words: 'an email address, such as jo@example.com',
  });
  check.form('timeZone', input.timeZone, {
    test: isKnownZone,
    words: 'the name of a time zone, such as Europe/Berlin',
  });
  check.form('country', input.country, {
    test: (value) => /^[A-Z]{2}$/.test(value),
    words: 'the two capital letters of a country, such as DE',
  });
  check.form('language', input.language, {
    test: isLanguage,
    words: 'the code of a language, such as de or en-GB',
  });
  check.form('paymentUrl', input.paymentUrl, {
    test: (value) => /^https?:/i.test(value) && URL.canParse(value),
    words: 'an address that begins with https://',
  });
  check.oneOf('collectionStatus', input.collectionStatus, COLLECTION_STATUSES);
  check.oneOf('serviceStatus', input.serviceStatus, SERVICE_STATUSES);
  checkTags(check, input.tags ?? []);
}

function checkTags(check: RowCheck, tags: readonly string[]): void {
  if (tags.length > MOST_TAGS) check.refuse('tags', 'tooMany', `tags must be at most ${MOST_TAGS}.`);
  for (const [index, tag] of tags.entries()) check.text(`tags[${index}]`, tag, 200);
}

function isLanguage(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code).length === 1;
  } catch {
    return false;
  }
}
