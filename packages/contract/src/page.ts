/** A part of a list; `cursor=<nextCursor>` asks for the one after it. */
export interface Page<T> {
  items: T[];
  /** null: the end. */
  nextCursor: string | null;
}
