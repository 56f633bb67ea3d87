/** Minor units per currency by ISO 4217 where they are not two; Intl follows CLDR, which differs for cash. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

let known: ReadonlySet<string> | undefined;

/** Whether a code is a currency of ISO 4217, in capitals. */
export function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code);
}

/** How many decimals the major unit of a currency has: 2 for EUR, 0 for JPY, 3 for KWD (S3). */
export const currencyDigits = (code: string): number => DIGITS.get(code) ?? 2;
