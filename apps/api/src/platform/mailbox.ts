/** Somebody mail comes from, as `Dunwell <dunwell@example.com>` says it. */
export interface Mailbox {
  /** Empty where only the address is given. */
  name: string;
  address: string;
}

/** No quotes, comments, lists or line breaks: what would mean something else in a header or an envelope. */
const LOCAL_PART = String.raw`[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}`;
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
const ADDRESS = new RegExp(`^${LOCAL_PART}@${LABEL}(?:\\.${LABEL})+$`, 'u');
/** One address, on this machine (`dunwell@localhost`) too. */
export const LOCAL_ADDRESS = new RegExp(`^${LOCAL_PART}@${LABEL}(?:\\.${LABEL})*$`, 'u');
const LONGEST_ADDRESS = 254;

/** Whether a text is one address that mail can be sent to. */
export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && ADDRESS.test(text);
}

/** `address` or `Name <address>`, on this machine (`dunwell@localhost`) too; undefined for anything else. */
export function parseMailbox(text: string): Mailbox | undefined {
  const [, quoted, plain, bracketed] = /^(?:"([^"\\]*)"|([^<>"]*?))\s*<([^<>]*)>$/.exec(text) ?? [];
  const name = (quoted ?? plain ?? '').trim();
  const address = bracketed ?? text;
  const isValid = address.length <= LONGEST_ADDRESS && LOCAL_ADDRESS.test(address) && !/\p{Cc}/u.test(name);
  return isValid ? { name, address } : undefined;
}
