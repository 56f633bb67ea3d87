/** The pages that links with a secret lead to. */
const PAGES = {
  signIn: '/welcome',
  invitation: '/invitation',
  passwordReset: '/reset-password',
} as const;

/** A link whose secret stands behind the `#`: browsers do not send it, so that no log and no referrer has it. */
export function secretLink(publicUrl: string, page: keyof typeof PAGES, token: string): string {
  return `${publicUrl}${PAGES[page]}#token=${token}`;
}
