/** What a value in an address is read as. */
export type ParamKind = 'text' | 'number' | 'flag';

/** The parameters a screen knows, by name. */
export type ParamKinds<T> = { readonly [Name in keyof T]-?: ParamKind };

const READ: Readonly<Record<ParamKind, (text: string) => string | number | boolean | undefined>> = {
  text: (text) => text,
  number: (text) => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
  flag: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
};

/** Reads an address's parameters as a filter; unknown and broken ones are left out. */
export function readParams<T extends object>(search: URLSearchParams, kinds: ParamKinds<T>): Partial<T> {
  const read = Object.entries<ParamKind>(kinds).flatMap(([name, kind]) => {
    const text = search.get(name);
    const value = text === null ? undefined : READ[kind](text);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(read) as Partial<T>;
}

/** Writes a filter as an address's parameters; what is not set is left out. */
export function writeParams(filter: object): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  return search;
}
