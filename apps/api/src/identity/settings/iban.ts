/** Country, two check digits from 02 to 98 and up to 30 letters and digits (ISO 13616). */
const SHAPE = /^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$/;

/** An IBAN or BIC as it is stored: without spaces, in capitals. */
export const compactCode = (text: string): string => text.replace(/\s+/g, '').toUpperCase();

/** Whether a compact IBAN has the right shape and check digits (ISO 7064: its digits modulo 97 are 1). */
export function isIban(iban: string): boolean {
  if (!SHAPE.test(iban)) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** As people read and type it: in groups of four. */
export const spacedIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');
