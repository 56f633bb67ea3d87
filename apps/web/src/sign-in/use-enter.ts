import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';

/** Goes in after signing in: to where one was sent away from, else to the overview. */
export function useEnter(): () => Promise<void> {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [search] = useSearchParams();
  return async () => {
    queryClient.clear();
    await navigate(ownPath(search.get('next')) ?? '/', { replace: true });
  };
}

/** Only a path of our own: a link must not lead people to somebody else's page. */
function ownPath(next: string | null): string | null {
  if (next === null) return null;
  const { origin } = globalThis.location;
  const url = URL.canParse(next, origin) ? new URL(next, origin) : null;
  return url?.origin === origin && next.startsWith('/') ? url.pathname + url.search + url.hash : null;
}
