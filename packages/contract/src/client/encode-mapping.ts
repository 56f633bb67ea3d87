import type { ImportMapping } from '../billing.js';

/** A mapping as the header of an upload carries it: base64url of its JSON in UTF-8. */
export function encodeMapping(mapping: ImportMapping): string {
  const bytes = new TextEncoder().encode(JSON.stringify(mapping));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
