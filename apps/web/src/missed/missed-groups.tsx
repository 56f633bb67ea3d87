import type { MissedBecause, MissedFilter, MissedGroup } from '@dunwell/contract';
import { CalendarX2, Clock, CopyCheck, Gauge, Siren, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatSums } from '../format/money.js';
import { useFormat } from '../format/use-format.js';
import { GroupList } from '../parts/group-list.js';
import { EmptyState } from '../parts/states.js';

const ICONS: Readonly<Record<MissedBecause, LucideIcon>> = {
  late: Clock,
  lateData: CalendarX2,
  newerMatch: CopyCheck,
  limit: Gauge,
  tooMany: Siren,
};

const keyOf = ({ automationId, because }: Pick<MissedGroup, 'automationId' | 'because'>): string =>
  `${automationId} ${because}`;

/** What was missed, by automation and reason: how many, when, and what is at stake. */
export function MissedGroups({
  groups,
  filter: { automationId, because },
  onChoose,
}: {
  groups: readonly MissedGroup[];
  filter: MissedFilter;
  onChoose: (filter: MissedFilter) => void;
}): ReactElement {
  const { day } = useFormat();
  if (groups.length === 0) return <EmptyState>Nothing was missed.</EmptyState>;
  return (
    <GroupList
      label="Missed, by automation and reason"
      chosen={automationId !== undefined && because !== undefined ? keyOf({ automationId, because }) : null}
      onChoose={(id) => {
        const group = groups.find((one) => keyOf(one) === id);
        onChoose(group ? { automationId: group.automationId, because: group.because } : {});
      }}
      groups={groups.map((group) => {
        const { automation, words, count, firstDate, lastDate, overdue } = group;
        const dates = firstDate === lastDate ? day(firstDate) : `${day(firstDate)} – ${day(lastDate)}`;
        return {
          id: keyOf(group),
          icon: ICONS[group.because],
          tone: 'warning',
          title: automation,
          detail: (
            <>
              {words}
              <br />
              {[dates, formatSums(overdue)].filter(Boolean).join(' · ')}
            </>
          ),
          count,
        };
      })}
    />
  );
}
