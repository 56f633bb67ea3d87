import type { AttentionAction, AttentionItem } from '@dunwell/contract';
import { Button, Menu, Tooltip } from '@mantine/core';
import { ChevronDown, Phone } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { useMay } from '../app/session/use-session.js';
import { accountPath } from '../parts/account-link.js';
import { actionWords } from './attention-words.js';
import classes from './attention.module.css';
import { TOUCHED } from './touched.js';

/** What can be done about one entry, each said in words. */
export function DecideOne({ item }: { item: AttentionItem }): ReactElement | null {
  const { may, why } = useMay('work');
  const publish = useMay('publish');
  const { actions, kind, account } = item;
  const decide = useChange({
    change: (action: AttentionAction) => carryOut(action, item),
    touches: TOUCHED,
    says: () => 'Done.',
  });
  if (actions.includes('call') && account) {
    return (
      <Button
        component={Link}
        to={accountPath(account.key)}
        variant="default"
        leftSection={<Phone size={13} />}
        title={actionWords('call', kind).means}
      >
        Call
      </Button>
    );
  }
  const others = actions.filter((action) => action !== 'call');
  if (others.length === 0) return null;
  if (!may) {
    return (
      <Tooltip label={why}>
        <Button variant="default" aria-disabled data-disabled>
          Decide
        </Button>
      </Tooltip>
    );
  }
  return (
    <Menu width={280} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          loading={decide.isPending}
          rightSection={<ChevronDown size={13} />}
          aria-label={`Decide: ${account?.name ?? account?.key ?? item.words}`}
        >
          Decide
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map((action) => {
          const { label, means } = actionWords(action, kind);
          const refused = OF_PUBLISHERS.has(action) ? publish.why : undefined;
          return (
            <Menu.Item
              key={action}
              disabled={refused !== undefined}
              onClick={() => decide.mutate(action)}
              className={classes.action}
            >
              {label}
              <span className={classes.means}>{refused ?? means}</span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What decides what runs. */
const OF_PUBLISHERS: ReadonlySet<AttentionAction> = new Set(['evaluate', 'release', 'dismiss']);

async function carryOut(action: AttentionAction, item: AttentionItem): Promise<void> {
  const { delivery, evaluation, automation } = item;
  if (action === 'evaluate' && evaluation && automation) {
    await api.evaluate(automation.id, { date: evaluation.date });
    return;
  }
  if (action === 'release' || action === 'dismiss') {
    if (!evaluation || !automation) return;
    const { timeZone } = evaluation;
    await api.runs.decideLargeRun(automation.id, { timeZone, decision: action });
    return;
  }
  if (action === 'call' || action === 'evaluate' || delivery === null) return;
  await api.work.decideAttention({ deliveries: [delivery], decision: action });
}
