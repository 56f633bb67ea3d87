import { expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answerRequests, renderInConsole, type SeenRequest } from '../parts/render.testing.js';
import { AccountsPage } from './accounts-page.js';

const answers = {
  'GET /accounts': () => ({ items: [], nextCursor: null }),
  'GET /accounts/totals': () => ({ accounts: 0, currencies: [] }),
  'GET /views': () => ({ views: [] }),
  'GET /counts': () => ({ pastDueAccounts: 3 }),
};
const listed = (seen: readonly SeenRequest[]): Record<string, string>[] =>
  seen.filter(({ what }) => what === 'GET /accounts').map(({ query }) => query);

it('shows who is past due to whoever asks for nothing, and says so in the address', async () => {
  const seen = answerRequests(answers);
  const { address } = renderInConsole(<AccountsPage />, { at: '/accounts' });
  expect(await screen.findByText('Nobody here is past due.')).toBeDefined();
  expect(address()).toBe('/accounts?pastDue=true&sort=streakDays');
  expect(listed(seen)).toEqual([{ pastDue: 'true', sort: 'streakDays', include: 'ribbon' }]);
});

it('shows exactly what an address asks for: figures lead here', async () => {
  const seen = answerRequests(answers);
  const { address } = renderInConsole(<AccountsPage />, { at: '/accounts?leftPastDueOn=2026-11-24' });
  expect(await screen.findByText(/^Left past due/)).toBeDefined();
  expect(address()).toBe('/accounts?leftPastDueOn=2026-11-24');
  expect(listed(seen)).toEqual([{ leftPastDueOn: '2026-11-24', include: 'ribbon' }]);
  const totals = seen.find(({ what }) => what === 'GET /accounts/totals');
  expect(totals?.query).toEqual({ leftPastDueOn: '2026-11-24' });
});

it('All is another address than none, and a filter can be taken away', async () => {
  const seen = answerRequests(answers);
  const { address } = renderInConsole(<AccountsPage />, { at: '/accounts?pastDue=true&tag=vip' });
  await userEvent.click(await screen.findByRole('button', { name: 'Remove filter: Tag vip' }));
  expect(address()).toBe('/accounts?pastDue=true&sort=overdue');
  await userEvent.click(screen.getByRole('radio', { name: 'All' }));
  expect(address()).toBe('/accounts?sort=overdue');
  await waitFor(() => expect(listed(seen).at(-1)).toEqual({ sort: 'overdue', include: 'ribbon' }));
});
