import { expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answerRequests, refusal, renderInConsole } from '../render.testing.js';
import { PromiseForm } from './promise-form.js';

let isDone = false;
const show = (): void => {
  isDone = false;
  renderInConsole(
    <PromiseForm
      account="MB-1"
      today="2026-11-24"
      currency="EUR"
      overdue={16_000}
      onDone={() => {
        isDone = true;
      }}
    />,
  );
};
const note = (): Promise<void> => userEvent.click(screen.getByRole('button', { name: 'Note promise' }));

it('begins with all that is overdue and a week, and sends minor units (S3)', async () => {
  const seen = answerRequests({ 'POST /holds': () => ({}) });
  show();
  await note();
  await waitFor(() => expect(isDone).toBe(true));
  expect(seen).toEqual([
    {
      what: 'POST /holds',
      query: {},
      body: { account: 'MB-1', reason: 'promiseToPay', until: '2026-12-01', promisedAmount: 16_000 },
    },
  ]);
});

it('takes another amount, and none for everything overdue', async () => {
  const seen = answerRequests({ 'POST /holds': () => ({}) });
  show();
  const amount = screen.getByLabelText('Amount');
  await userEvent.clear(amount);
  await userEvent.type(amount, '0');
  await note();
  expect(await screen.findByText('Enter more than zero.')).toBeDefined();
  expect(seen).toEqual([]);

  await userEvent.clear(amount);
  await note();
  await waitFor(() => expect(seen).toHaveLength(1));
  expect(seen[0]?.body).not.toHaveProperty('promisedAmount');
});

it('shows a refusal beside the field it is about', async () => {
  answerRequests({
    'POST /holds': () =>
      refusal(400, 'The request is not valid.', {
        problems: [{ path: 'until', message: 'until must not lie in the past.' }],
      }),
  });
  show();
  await note();
  expect(await screen.findByText('until must not lie in the past.')).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(isDone).toBe(false);
});
