/** What a page of facts holds: of one account or all, after the last of the page before. */
export interface ListedFacts<Cursor> {
  accountId: string | null;
  after: Cursor | null;
  limit: number;
}
