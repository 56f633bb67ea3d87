/** A code as people say it: `insufficient_funds`, `pastDue` and `inCollections` without underscores and humps. */
export const spoken = (code: string): string =>
  code
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();

/** A text that begins a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
