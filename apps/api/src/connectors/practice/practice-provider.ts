import type { DataSource } from 'typeorm';
import type { AttemptOutcome, Payload } from '../connector.js';
import type { OrderPayload, Provider } from '../provider/provider.js';
import { nextAct, playActs, toldBy } from './play-acts.js';
import { lockCommand, type StoredCommand } from './practice-store.js';
import { testCardOf, type Act, type TestCard } from './test-cards.js';

type PracticePayload = OrderPayload & { account: string; date: string; card: TestCard };

/**
 * Carries out commands inside Dunwell, for trying things out: facts appear as a billing system would send them, and
 * charges go as the account's test card says. Like any provider it carries out a key once, except that a charge that
 * was declined may be tried again.
 */
export function practiceProvider(dataSource: Pick<DataSource, 'transaction'>): Provider {
  return {
    prepare: ({ command, context }): PracticePayload => {
      const money = context.provider?.money;
      return {
        ...{ provider: 'practice', command, date: context.date },
        account: context.values.account.key,
        card: testCardOf(money?.practiceCard ?? null, money?.paymentMethod ?? null),
      };
    },
    endpointOf: () => null,
    attempt: (payload, { workspaceId, key, now }) =>
      dataSource.transaction(async (manager) => {
        const known = await lockCommand(manager, workspaceId, key);
        if (known !== null && toldBy(known)?.tells !== 'failed') return outcomeOf(known);
        const begun = begin(payload, { key, now, tried: (known?.tried ?? 0) + 1 });
        const first = nextAct(begun);
        if (!first) throw new Error(`${begun.command.kind} does nothing.`);
        await playActs(manager, { workspaceId, now }, [first]);
        return outcomeOf({ ...begun, played: 1 });
      }),
  };
}

function begin(
  payload: Payload,
  { key, now, tried }: { key: string; now: Date; tried: number },
): StoredCommand {
  const { account, date, command, card } = payload as PracticePayload;
  return { key, tried, account, date, command, card, beganAt: now, played: 0 };
}

function outcomeOf(stored: StoredCommand): AttemptOutcome {
  const told = toldBy(stored);
  const result = { provider: 'practice' };
  if (told === undefined) return { kind: 'accepted', result };
  return told.tells === 'done' ? { kind: 'done', result } : refused(told);
}

function refused({ failure }: Act): AttemptOutcome {
  const code = failure?.code ?? 'declined';
  const problem = `The practice card was declined: ${code} (${failure?.kind ?? 'soft'}).`;
  return { kind: 'refused', code: 'commandFailed', problem, ...(failure && { failure }) };
}
