import { useState } from 'react';

/**
 * The token of a link. It stands behind the #, which browsers do not send, so that no log holds it; once read it
 * leaves the address bar as well.
 */
export function useToken(): string | undefined {
  const [token] = useState(() => {
    const found = new URLSearchParams(globalThis.location.hash.slice(1)).get('token') ?? undefined;
    if (found !== undefined)
      globalThis.history.replaceState(globalThis.history.state, '', globalThis.location.pathname);
    return found;
  });
  return token;
}
