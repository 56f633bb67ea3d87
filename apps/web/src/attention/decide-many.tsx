import {
  ProblemError,
  type AttentionFilter,
  type AttentionGroup,
  type AttentionItem,
  type AttentionKind,
  type DeliveryDecision,
  type ProblemDetails,
} from '@dunwell/contract';
import { Group } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { Confirm } from '../parts/confirm.js';
import { MayButton } from '../parts/may-button.js';
import { filterOf } from './attention-groups.js';
import { actionWords, DECISIONS, decisionsFor } from './attention-words.js';
import classes from './attention.module.css';
import { TOUCHED } from './touched.js';

/** How many deliveries one request decides. */
const AT_ONCE = 200;

/** What is meant: some entries, or every entry of one group. */
interface Meant {
  count: number;
  kind: AttentionKind;
  decisions: readonly DeliveryDecision[];
  deliveries: () => Promise<string[]>;
}

/** What is done with the entries that are selected, or with all of the group that is shown. */
export function DecideMany({
  filter,
  selected,
  groups = [],
  onDone,
}: {
  filter: AttentionFilter;
  selected: readonly AttentionItem[];
  groups: readonly AttentionGroup[] | undefined;
  onDone: () => void;
}): ReactElement {
  const [asked, setAsked] = useState<DeliveryDecision | null>(null);
  const meant = selected.length > 0 ? ofSelection(selected) : ofGroup(filter, groups);
  const decide = useChange({
    change: (decision: DeliveryDecision) => decideAll(meant, decision),
    touches: TOUCHED,
    says: (count) => `${count.toLocaleString()} decided.`,
    onRefused: () => undefined,
  });
  const close = (): void => {
    decide.reset();
    setAsked(null);
  };
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const question = asked && meant ? { ...actionWords(asked, meant.kind), count: meant.count } : null;
  return (
    <Group gap={8} className={classes.bar}>
      <span className={classes.count}>
        {selected.length > 0 ? `${selected.length} selected` : entries(meant?.count ?? total)}
      </span>
      {selected.length > 0 && meant?.decisions.length === 0 && (
        <span className={classes.quiet}>These cannot be decided together.</span>
      )}
      {meant?.decisions.map((decision) => (
        <MayButton key={decision} permission="work" variant="default" onClick={() => setAsked(decision)}>
          {actionWords(decision, meant.kind).label}
          {selected.length === 0 && `, all ${meant.count.toLocaleString()}`}…
        </MayButton>
      ))}
      <Confirm
        opened={asked !== null}
        title={question && `${question.label}: ${entries(question.count)}?`}
        button={question ? `${question.label}, ${question.count.toLocaleString()}` : ''}
        danger={asked === 'skip'}
        isPending={decide.isPending}
        error={decide.error}
        onConfirm={() =>
          asked &&
          decide.mutate(asked, {
            onSuccess: () => {
              close();
              onDone();
            },
          })
        }
        onClose={close}
      >
        <p>{question?.means}</p>
      </Confirm>
    </Group>
  );
}

const entries = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'entry' : 'entries'}`;

function ofSelection(items: readonly AttentionItem[]): Meant {
  const [first] = items;
  const isOneKind = items.every(({ kind }) => kind === first?.kind);
  return {
    count: items.length,
    // Of several kinds, what is said must hold for the riskier one.
    kind: isOneKind && first ? first.kind : 'uncertainMessage',
    decisions: decisionsFor(items),
    deliveries: () => Promise.resolve(items.flatMap(({ delivery }) => (delivery === null ? [] : [delivery]))),
  };
}

/** Every entry of the group that the list is narrowed to; null where it shows several. */
function ofGroup(filter: AttentionFilter, groups: readonly AttentionGroup[]): Meant | null {
  const isShown = (group: AttentionGroup): boolean =>
    Object.entries(filter).every(([name, value]) => filterOf(group)[name as keyof AttentionFilter] === value);
  const shown = groups.filter(isShown);
  const [group] = shown;
  if (!group || shown.length > 1 || Object.keys(filter).length === 0) return null;
  return {
    count: group.count,
    kind: group.kind,
    decisions: DECISIONS.filter((decision) => group.actions.includes(decision)),
    deliveries: () => deliveriesUnder(filter),
  };
}

async function deliveriesUnder(filter: AttentionFilter): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.work.listAttention({ ...filter, limit: AT_ONCE, cursor });
    keys.push(...page.items.flatMap(({ delivery }) => (delivery === null ? [] : [delivery])));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return keys;
}

/** Nothing is decided that nobody was asked about. */
const LIST_CHANGED: ProblemDetails = {
  type: 'about:blank',
  title: 'The list has changed',
  status: 409,
  code: 'listChanged',
  detail: 'There are more or fewer of these by now. Look at the list again; nothing was decided.',
};

/** Decides as many at once as one request takes; where one is refused, those before it stay decided. */
async function decideAll(meant: Meant | null, decision: DeliveryDecision): Promise<number> {
  if (!meant) return 0;
  const deliveries = await meant.deliveries();
  if (deliveries.length !== meant.count) throw new ProblemError(LIST_CHANGED);
  for (let from = 0; from < deliveries.length; from += AT_ONCE) {
    await api.work.decideAttention({ deliveries: deliveries.slice(from, from + AT_ONCE), decision });
  }
  return deliveries.length;
}
