import type { AttentionFilter, AttentionGroup } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { formatSums } from '../format/money.js';
import { GroupList } from '../parts/group-list.js';
import { EmptyState } from '../parts/states.js';
import { ATTENTION_KIND_WORDS } from './attention-words.js';

/** The filter under which a group's entries stand. */
export const filterOf = ({ kind, code, automation, step }: AttentionGroup): AttentionFilter => ({
  kind,
  code,
  ...(automation ? { automationId: automation.id } : {}),
  ...(step ? { step: step.step } : {}),
});

const keyOf = ({ kind, code, automationId, step }: AttentionFilter): string =>
  [kind, code, automationId, step].join(' ');

/** What needs attention for one reason at one step, as one line each. */
export function AttentionGroups({
  groups,
  filter,
  onChoose,
}: {
  groups: readonly AttentionGroup[];
  filter: AttentionFilter;
  onChoose: (filter: AttentionFilter) => void;
}): ReactElement {
  if (groups.length === 0) return <EmptyState>Everything went as planned.</EmptyState>;
  return (
    <GroupList
      label="Needs attention, by reason"
      chosen={keyOf(filter)}
      onChoose={(id) => {
        const group = groups.find((one) => keyOf(filterOf(one)) === id);
        onChoose(group ? filterOf(group) : {});
      }}
      groups={groups.map((group) => {
        const { icon, tone } = ATTENTION_KIND_WORDS[group.kind];
        return {
          id: keyOf(filterOf(group)),
          icon,
          tone,
          title: group.words,
          detail: detailWords(group),
          count: group.count,
        };
      })}
    />
  );
}

/** `Wren Ashby, Kofi Mensah and 3 more · Friendly reminder · €267.00`. */
function detailWords({ accounts, count, step, automation, amounts }: AttentionGroup): string {
  const names = accounts.map(({ name, key }) => name ?? key).join(', ');
  const more =
    count > accounts.length && names !== '' ? `${names} and ${count - accounts.length} more` : names;
  return [more, step?.stepLabel ?? automation?.name, formatSums(amounts)].filter(Boolean).join(' · ');
}
