/** What browsers say about the page that sends a request. */
export interface Sender {
  /** `same-origin`, `same-site`, `cross-site` or `none`; no page can change it. */
  fetchSite: string | undefined;
  origin: string | undefined;
  /** The host the request was sent to. */
  host: string | undefined;
}

/** `unknown`: nothing says where it comes from, as with programs. */
export type Provenance = 'ownPage' | 'foreignPage' | 'unknown';

/** Whether a request comes from a page of ours, at the public URL or at the address it was sent to. */
export function provenanceOf({ fetchSite, origin, host }: Sender, publicUrl: string | undefined): Provenance {
  // `none`: typed into the address bar, so no page at all.
  if (fetchSite !== undefined)
    return fetchSite === 'same-origin' || fetchSite === 'none' ? 'ownPage' : 'foreignPage';
  if (origin === undefined) return 'unknown';
  return isOwn(origin, host, publicUrl) ? 'ownPage' : 'foreignPage';
}

function isOwn(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  const known = publicUrl === undefined ? undefined : new URL(publicUrl);
  if (origin === known?.origin) return true;
  // Over the public host only the public scheme counts: a page of the same host without TLS may be anybody's.
  return host !== known?.host && URL.canParse(origin) && new URL(origin).host === host;
}
