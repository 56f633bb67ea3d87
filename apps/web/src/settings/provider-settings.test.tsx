import { expect, it } from '@jest/globals';
import { ROLE_PERMISSIONS } from '@dunwell/contract';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answerRequests, refusal, renderInConsole } from '../parts/render.testing.js';
import { ProviderSettings } from './provider-settings.js';

const show = () => renderInConsole(<ProviderSettings />, { permissions: [...ROLE_PERMISSIONS.admin] });
const save = (form: number): Promise<void> =>
  userEvent.click(screen.getAllByRole('button', { name: 'Save' })[form]!);

it('sends practice as it is, and the address of an own system', async () => {
  const seen = answerRequests({ 'PATCH /workspace': () => ({}) });
  show();
  await userEvent.click(screen.getByLabelText('Practice'));
  expect(screen.getByText(/practiceCard/)).toBeDefined();
  await save(0);
  await waitFor(() => expect(seen).toHaveLength(1));
  await userEvent.click(screen.getByLabelText('Our own system'));
  await userEvent.type(screen.getByLabelText('Address'), 'https://billing.example.com ');
  await save(0);
  await waitFor(() => expect(seen).toHaveLength(2));
  expect(seen.map(({ body }) => body)).toEqual([
    { provider: { kind: 'practice', url: null } },
    { provider: { kind: 'webhook', url: 'https://billing.example.com' } },
  ]);
});

it('shows beside the address what is wrong with it', async () => {
  answerRequests({
    'PATCH /workspace': () =>
      refusal(400, 'The request is not valid.', {
        problems: [{ path: 'provider.url', message: 'provider.url is not an address that can be called.' }],
      }),
  });
  show();
  await userEvent.click(screen.getByLabelText('Our own system'));
  await userEvent.type(screen.getByLabelText('Address'), 'nowhere');
  await save(0);
  expect(await screen.findByText(/not an address that can be called/)).toBeDefined();
});

it('sends minimums in minor units, and leaves out what is empty (S3)', async () => {
  const seen = answerRequests({ 'PATCH /workspace': () => ({}) });
  show();
  await userEvent.type(screen.getByLabelText('EUR'), '5.50');
  await save(1);
  await waitFor(() => expect(seen).toHaveLength(1));
  expect(seen[0]?.body).toEqual({ paymentMinimums: [{ currency: 'EUR', amount: 550 }] });
});
