/** What is read again when an automation was changed: queries whose key begins so. */
export const TOUCHED: readonly string[] = ['automations', 'automation', 'missed', 'overview', 'counts'];
