const ACCOUNT = '{account}';

/** The address at which an account pays, by the workspace's template. */
export function paymentPageOf(template: string, accountKey: string): string {
  return template.replaceAll(ACCOUNT, encodeURIComponent(accountKey));
}

/** What is wrong with a template, in words, or null: a web address in which nothing but `{account}` is filled in. */
export function paymentPageProblem(template: string): string | null {
  const address = paymentPageOf(template, 'A-1');
  if (/[{}]/.test(address)) return 'It may hold {account} and no other braces.';
  if (!URL.canParse(address)) return 'It is not a web address.';
  const { protocol, host } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return 'It must begin with https:// or http://.';
  return host === new URL(paymentPageOf(template, 'B-2')).host
    ? null
    : '{account} must stand behind the name of the server.';
}
