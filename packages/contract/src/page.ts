/** A part of a list; ask again with `cursor=<next>` for the one after it. */
export interface Page<T> {
  items: T[];
  /** null: the end. */
  next: string | null;
}
