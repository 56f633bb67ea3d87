import type { Permission, ProblemDetails } from '@dunwell/contract';
import { ROLE_PERMISSIONS } from '@dunwell/contract';
import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { SessionContext, type CurrentSession } from '../app/session/use-session.js';

const TODAY = '2026-11-24';

const session: CurrentSession = {
  person: { id: 'p1', name: 'Hanna Grewe', email: 'hanna@example.com' },
  permissions: [...ROLE_PERMISSIONS.editor],
  workspaces: [],
  role: 'editor',
  now: `${TODAY}T09:42:00Z`,
  today: TODAY,
  workspace: {
    id: 'w1',
    name: 'Alder Row',
    timeZone: 'Europe/Berlin',
    nextTimeZone: null,
    currencies: ['EUR', 'USD'],
    paymentPage: null,
    paymentInstructions: { accountHolder: null, iban: null, bic: null, note: null },
    sendWindow: null,
    contactCap: null,
    holidays: { dates: [], always: false },
    sender: { name: null, replyTo: null },
    retention: { decisionDays: null, callDays: null },
    provider: null,
    paymentMinimums: [],
  },
};

/** Renders something as it stands in the console: signed in on 24 November 2026, at an address. */
export function renderInConsole(
  element: ReactElement,
  { at = '/', permissions }: { at?: string; permissions?: Permission[] } = {},
): RenderResult & { address: () => string } {
  // They are kept for the whole page, which a file of tests is.
  notifications.clean();
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const rendered = render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <SessionContext value={{ ...session, ...(permissions && { permissions }) }}>
          <Notifications />
          <MemoryRouter initialEntries={[at]}>
            {element}
            <Address />
          </MemoryRouter>
        </SessionContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...rendered, address: () => rendered.container.querySelector('output')?.value ?? '' };
}

function Address(): ReactElement {
  const { pathname, search } = useLocation();
  return <output hidden>{pathname + search}</output>;
}

/** A request as the server would have seen it. */
export interface SeenRequest {
  /** `POST /holds`. */
  what: string;
  query: Record<string, string>;
  body: unknown;
}

/** What the server says to a request; an `Error`: it cannot be reached. */
type Answer = (request: SeenRequest) => unknown;

/** What the server answers from now on, by method and path; returns what it is asked, as it is asked. */
export function answerRequests(answers: Record<string, Answer>): SeenRequest[] {
  const seen: SeenRequest[] = [];
  globalThis.fetch = (input, init) => {
    if (!(input instanceof URL)) throw new TypeError('The client asks for URLs.');
    const url = input;
    const what = `${init?.method ?? 'GET'} ${url.pathname.replace('/api/v1', '')}`;
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    const request = { what, query: Object.fromEntries(url.searchParams), body };
    seen.push(request);
    const said = answers[what]?.(request);
    if (said instanceof Error) return Promise.reject(said);
    return Promise.resolve(responseOf(said ?? refusal(404, `Nothing answers ${what}.`)));
  };
  return seen;
}

/** A refusal, to be answered with. */
export function refusal(status: number, detail: string, more: Partial<ProblemDetails> = {}): ProblemDetails {
  return { type: 'about:blank', title: detail, status, code: 'refused', detail, ...more };
}

const isRefusal = (said: unknown): said is ProblemDetails =>
  typeof said === 'object' && said !== null && 'type' in said && 'status' in said && 'title' in said;

/** As much of a response as the client reads; jsdom has none. */
function responseOf(said: unknown): Response {
  const status = isRefusal(said) ? said.status : 200;
  return {
    ok: status < 400,
    status,
    headers: { get: () => (isRefusal(said) ? 'application/problem+json' : 'application/json') },
    json: () => Promise.resolve(said),
    text: () => Promise.resolve(JSON.stringify(said)),
  } as unknown as Response;
}
