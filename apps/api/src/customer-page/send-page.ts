import type { Response } from 'express';

/** Everything comes from this server, nothing is embedded, framed or sent on. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a page that nobody keeps, indexes or is referred from. */
export function sendPage(response: Response, status: number, page: string): void {
  response
    .status(status)
    .type('text/html; charset=utf-8')
    .set({
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex, nofollow',
    })
    .send(page);
}
