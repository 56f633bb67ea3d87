import type { AuditAction, AuditEntry } from '@dunwell/contract';

/** `Person role changed` of `person.roleChanged`. */
export function actionWords(action: AuditAction): string {
  const words = action
    .replace('.', ' ')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace('api key', 'API key');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `role: viewer → admin`, one for each value that is not as it was. */
export function changesOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].flatMap((name) => {
    const was = valueWords(before?.[name]);
    const is = valueWords(after?.[name]);
    if (was === is) return [];
    if (was === '') return [`${name}: ${is}`];
    return [`${name}: ${was} → ${is === '' ? 'gone' : is}`];
  });
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
