const KNOWN: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether three letters are a currency of ISO 4217. */
export function isKnownCurrency(code: string): boolean {
  return KNOWN.has(code);
}
