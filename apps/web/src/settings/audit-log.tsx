import { AUDIT_ACTIONS, AUDIT_SUBJECTS, type AuditEntry, type AuditFilter } from '@dunwell/contract';
import { Group, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import type { ParamKinds } from '../format/search-params.js';
import { useFilter } from '../format/use-filter.js';
import { useFormat } from '../format/use-format.js';
import { DataTable, type Column } from '../parts/data-table.js';
import { Panel } from '../parts/panel.js';
import { SearchField } from '../parts/search-field.js';
import { actionWords, changesOf } from './audit-words.js';
import classes from './settings.module.css';

const PARAMS: ParamKinds<AuditFilter> = {
  actorId: 'text',
  action: 'text',
  subject: 'text',
  key: 'text',
  from: 'text',
  to: 'text',
  search: 'text',
};

/** Who changed what, and how it was before. */
export function AuditLog(): ReactElement {
  const [filter, change] = useFilter<AuditFilter>(PARAMS);
  const pages = usePages(['audit', filter], (cursor) => api.identity.listAudit({ ...filter, cursor }));
  return (
    <>
      <Group gap={8}>
        <SearchField
          label="Name, key or value"
          value={filter.search}
          onChange={(search) => change({ search })}
        />
        <Select
          aria-label="What was done"
          placeholder="Everything done"
          clearable
          searchable
          data={AUDIT_ACTIONS.map((value) => ({ value, label: actionWords(value) }))}
          value={filter.action ?? null}
          onChange={(action) => change({ action: AUDIT_ACTIONS.find((one) => one === action) })}
        />
        <Select
          aria-label="About what"
          placeholder="About anything"
          clearable
          data={[...AUDIT_SUBJECTS]}
          value={filter.subject ?? null}
          onChange={(subject) => change({ subject: AUDIT_SUBJECTS.find((one) => one === subject) })}
        />
      </Group>
      <Panel flush className={classes.list}>
        <DataTable
          label="Audit log"
          columns={useColumns()}
          pages={pages}
          keyOf={({ id }) => id}
          empty="Nothing was changed that fits."
        />
      </Panel>
    </>
  );
}

function useColumns(): Column<AuditEntry>[] {
  const format = useFormat();
  return [
    { id: 'at', header: 'When', width: 130, cell: ({ at }) => format.instant(at), phone: 'amount' },
    { id: 'who', header: 'Who', cell: ({ actor }) => actor.name, phone: 'detail' },
    { id: 'what', header: 'Did what', cell: ({ action }) => actionWords(action), phone: 'title' },
    { id: 'about', header: 'About', cell: ({ subject }) => `${subject.kind} ${subject.key}` },
    {
      id: 'changes',
      header: 'Before and after',
      cell: (entry) => (
        <ul className={classes.changes}>
          {changesOf(entry).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ),
    },
  ];
}
