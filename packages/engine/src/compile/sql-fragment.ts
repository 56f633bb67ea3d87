/** What a statement can be given as a parameter; a list becomes an array. Objects are the caller's to serialise. */
export type SqlValue = string | number | bigint | boolean | null | Date | Uint8Array | readonly SqlValue[];

/** A piece of a statement: text with values in between, one more text than values. Immutable. */
export class SqlFragment {
  constructor(
    readonly texts: readonly string[],
    readonly values: readonly SqlValue[],
  ) {}
}

/**
 * Writes a piece of SQL. What is put in between becomes part of the statement when it is a fragment and a parameter
 * when it is a value: a value never becomes text. Refuses undefined, which a driver would turn into null.
 */
export function sql(texts: TemplateStringsArray, ...parts: readonly (SqlFragment | SqlValue)[]): SqlFragment {
  const builder = new FragmentBuilder(texts[0] ?? '');
  parts.forEach((part, at) => {
    if (part instanceof SqlFragment) builder.addFragment(part);
    else builder.addValue(part);
    builder.addText(texts[at + 1] ?? '');
  });
  return builder.build();
}

/** Puts a text between fragments; refuses an empty list, whose meaning only the caller knows. */
export function joinSql(
  fragments: readonly SqlFragment[],
  separator: ', ' | ' and ' | ' or ' | ' union all ' | ' ',
): SqlFragment {
  if (fragments.length === 0) throw new Error('there are no fragments to join');
  const builder = new FragmentBuilder('');
  fragments.forEach((fragment, at) => {
    if (at > 0) builder.addText(separator);
    builder.addFragment(fragment);
  });
  return builder.build();
}

/** A quoted name, e.g. of a table and its column. */
export function identifier(...names: readonly [string, ...string[]]): SqlFragment {
  return new SqlFragment([names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')], []);
}

/** The statement with $1 to $n and its values in that order, as node-postgres takes it. */
export function render(fragment: SqlFragment): { text: string; values: SqlValue[] } {
  const text = fragment.texts.reduce((before, after, at) => `${before}$${at}${after}`);
  return { text, values: [...fragment.values] };
}

class FragmentBuilder {
  private readonly texts: string[];
  private readonly values: SqlValue[] = [];

  constructor(text: string) {
    this.texts = [text];
  }

  addText(text: string): void {
    this.texts.push(`${this.texts.pop() ?? ''}${text}`);
  }

  addValue(value: SqlValue | undefined): void {
    if (value === undefined) throw new TypeError('undefined is not a value for a statement');
    this.values.push(value);
    this.texts.push('');
  }

  addFragment({ texts, values }: SqlFragment): void {
    this.addText(texts[0] ?? '');
    this.texts.push(...texts.slice(1));
    this.values.push(...values);
  }

  build(): SqlFragment {
    return new SqlFragment(this.texts, this.values);
  }
}
