import type { InvoiceFilter, InvoiceTotals, ListedInvoice } from '@dunwell/contract';
import { Pill } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import { formatSums } from '../format/money.js';
import { useFilter } from '../format/use-filter.js';
import { Chips } from '../parts/chips.js';
import { DataTable } from '../parts/data-table.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { SearchField } from '../parts/search-field.js';
import { INVOICE_PARAMS, INVOICE_VIEWS, narrowings } from './invoice-filter.js';
import { InvoiceSheet } from './invoice-sheet.js';
import { useInvoiceColumns } from './invoice-columns.js';

/** Every invoice, by what one wants to know of it. */
export function InvoicesPage(): ReactElement {
  const [filter, change] = useFilter<InvoiceFilter>(INVOICE_PARAMS);
  const asked: InvoiceFilter = { view: 'outstanding', ...filter };
  const pages = usePages(['invoices', asked], (cursor) => api.invoices.list({ ...asked, cursor }));
  const totals = useQuery({
    queryKey: ['invoices', 'totals', asked],
    queryFn: () => api.invoices.totals(asked),
    placeholderData: keepPreviousData,
  });
  const [opened, setOpened] = useState<ListedInvoice | null>(null);
  return (
    <Page
      title="Invoices"
      aside={totals.data && totalWords(totals.data)}
      actions={<SearchField label="Find by number" value={filter.q} onChange={(q) => change({ q })} />}
      toolbar={
        <>
          <Chips
            label="Which invoices"
            choices={INVOICE_VIEWS}
            value={asked.view ?? 'outstanding'}
            onChange={(view) => change({ view })}
          />
          {narrowings(filter).map(({ words, without }) => (
            <Pill
              key={words}
              withRemoveButton
              onRemove={() => change(without)}
              removeButtonProps={{ 'aria-label': `Without ${words}` }}
            >
              {words}
            </Pill>
          ))}
        </>
      }
    >
      <Panel flush>
        <DataTable
          label="Invoices"
          columns={useInvoiceColumns()}
          pages={pages}
          keyOf={({ number }) => number}
          onOpen={setOpened}
          empty={emptyWords(asked)}
        />
      </Panel>
      <InvoiceSheet invoice={opened} onClose={() => setOpened(null)} />
    </Page>
  );
}

/** Sums per currency, never added up (S3). */
function totalWords({ invoices, currencies }: InvoiceTotals): string {
  const remaining = currencies
    .filter((one) => one.remaining > 0)
    .map((one) => ({ currency: one.currency, amount: one.remaining }));
  const count = `${invoices.toLocaleString()} ${invoices === 1 ? 'invoice' : 'invoices'}`;
  return remaining.length === 0 ? count : `${count}, ${formatSums(remaining)} remaining`;
}

function emptyWords(filter: InvoiceFilter): string {
  if (filter.q !== undefined)
    return `No invoice here has “${filter.q}” in its number. Look under another filter.`;
  const label = INVOICE_VIEWS.find(({ value }) => value === filter.view)?.label.toLowerCase() ?? 'such';
  return `There are no invoices under “${label}”.`;
}
