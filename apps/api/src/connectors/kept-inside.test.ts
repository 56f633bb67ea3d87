import { describe, expect, it } from '@jest/globals';
import { emailCustomer } from './email-customer/email-customer.js';
import { outbox } from './email/outbox.js';
import { keptInside, refusedInDemo } from './kept-inside.js';

const DEMO = 'demo';
const isDemo = (workspaceId: string): Promise<boolean> => Promise.resolve(workspaceId === DEMO);
const payload = { to: ['jo@customer.example'], subject: 'Hi', text: 'Hello', html: '<p>Hello</p>' };
const delivery = (workspaceId: string) => ({ workspaceId, key: 'k', now: new Date('2026-03-01T09:00:00Z') });

/** A mail server that tells what reached it. */
function server() {
  const reached: string[] = [];
  const connector = emailCustomer({
    send: ({ to }) => {
      reached.push(...to);
      return Promise.resolve({ kind: 'done', result: { transport: 'smtp' } });
    },
  });
  return { reached, connector };
}

describe('a connector that is kept inside', () => {
  it('leaves a demo workspace’s mail in the outbox', async () => {
    const { reached, connector } = server();
    const kept = keptInside(connector, emailCustomer(outbox), isDemo);
    expect(await kept.attempt(payload, delivery(DEMO))).toMatchObject({ result: { transport: 'outbox' } });
    expect(reached).toEqual([]);
  });

  it('lets everybody else’s mail out', async () => {
    const { reached, connector } = server();
    const kept = keptInside(connector, emailCustomer(outbox), isDemo);
    expect(await kept.attempt(payload, delivery('real'))).toMatchObject({ result: { transport: 'smtp' } });
    expect(reached).toEqual(['jo@customer.example']);
  });

  it('refuses in a demo workspace what has no place inside', async () => {
    const { reached, connector } = server();
    const kept = keptInside(connector, refusedInDemo, isDemo);
    expect(await kept.attempt(payload, delivery(DEMO))).toMatchObject({
      kind: 'refused',
      code: 'demoWorkspace',
    });
    expect(reached).toEqual([]);
  });

  it('lets nothing out where nobody can tell what the workspace is', async () => {
    const { reached, connector } = server();
    const kept = keptInside(connector, emailCustomer(outbox), () => Promise.reject(new Error('gone')));
    expect(await kept.attempt(payload, delivery('real'))).toMatchObject({ kind: 'retry', code: 'notBegun' });
    expect(reached).toEqual([]);
  });
});
