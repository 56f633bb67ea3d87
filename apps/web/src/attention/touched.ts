/** What is read again after something was decided: queries whose key begins so. */
export const TOUCHED: readonly string[] = [
  'attention',
  'automation',
  'automations',
  'evaluations',
  'messages',
  'account',
  'overview',
  'counts',
];
