import { ProblemError } from '@dunwell/contract';
import { QueryClient } from '@tanstack/react-query';

/** How long an answer is good enough while nothing tells of a change; live updates tell earlier. */
const STALE_AFTER = 20_000;
const TRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER,
        // A refusal stays one however often it is asked for; a server that is not there may come back.
        retry: (failures, error) => !(error instanceof ProblemError) && failures < TRIES,
      },
      mutations: { retry: false },
    },
  });
}
