import { expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState, type ReactElement } from 'react';
import { answerRequests, refusal, renderInConsole } from '../../parts/render.testing.js';
import { BulkBar } from './bulk-bar.js';
import type { Selected } from './selected.js';

function Bar({ matching = 3 }: { matching?: number }): ReactElement {
  const [selected, select] = useState<Selected>({ keys: new Set(['A', 'B']), whole: false });
  return (
    <BulkBar selected={selected} shown={2} matching={matching} filter={{ pastDue: true }} onSelect={select} />
  );
}

const type = async (tag: string): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name: 'Tag' }));
  await userEvent.type(await screen.findByLabelText('Tag'), tag);
};

it('does it to those selected, and says how many before', async () => {
  const seen = answerRequests({ 'POST /accounts/bulk': () => ({ accounts: 2, changed: 1 }) });
  renderInConsole(<Bar />);
  await type('vip');
  await userEvent.click(screen.getByRole('button', { name: 'Tag 2 accounts' }));
  await screen.findByText('1 account changed. 1 needed no change.');
  expect(seen).toEqual([
    {
      what: 'POST /accounts/bulk',
      query: {},
      body: {
        requestId: expect.any(String),
        accounts: ['A', 'B'],
        expected: 2,
        action: { kind: 'addTag', tag: 'vip' },
      },
    },
  ]);
  await waitFor(() => expect(screen.queryByText('2 selected')).toBeNull());
});

it('does it to all of the filter once that is chosen, with the number that was seen', async () => {
  const seen = answerRequests({
    'POST /accounts/bulk': () => refusal(409, 'They are 4 now.', { code: 'otherNumber' }),
  });
  renderInConsole(<Bar />);
  await userEvent.click(screen.getByRole('button', { name: 'Select all 3 of this filter' }));
  await type('vip');
  await userEvent.click(screen.getByRole('button', { name: 'Tag 3 accounts' }));
  await screen.findByText('They are 4 now.');
  expect(seen[0]?.body).toMatchObject({ filter: { pastDue: true }, expected: 3 });
  expect(seen[0]?.body).not.toHaveProperty('accounts');
});

it('sends the same change again under the same id, and another one under another', async () => {
  const seen = answerRequests({ 'POST /accounts/bulk': () => new TypeError('connection lost') });
  renderInConsole(<Bar />);
  await type('vip');
  const send = screen.getByRole('button', { name: 'Tag 2 accounts' });
  await userEvent.click(send);
  await screen.findByText(/Dunwell does not answer/);
  await userEvent.click(send);
  await waitFor(() => expect(seen).toHaveLength(2));
  await userEvent.type(screen.getByLabelText('Tag'), '2');
  await userEvent.click(send);
  await waitFor(() => expect(seen).toHaveLength(3));
  const ids = seen.map(({ body }) => (body as { requestId: string }).requestId);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

it('says why nobody may press it', async () => {
  answerRequests({});
  renderInConsole(<Bar />, { permissions: ['read'] });
  const button = screen.getByRole('button', { name: 'Hold' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  await userEvent.hover(button);
  expect(await screen.findByText(/you can look at this, but not change it/)).toBeDefined();
});
