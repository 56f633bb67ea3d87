export interface WriteContext {
  workspaceId: string;
  /** Business now: since when the change holds. */
  now: Date;
}

/** What a write came to; `before` is what it replaced. */
export type WriteResult<Before = null> =
  | { kind: 'changed'; before: Before }
  /** It was so already, and stays so when the action is undone. */
  | { kind: 'unchanged' }
  /** It cannot be: why, in words. */
  | { kind: 'refused'; message: string };
