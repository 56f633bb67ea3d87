import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactElement, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Pages } from '../api/use-pages.js';
import classes from './data-table.module.css';
import { More } from './more.js';
import { EmptyState, ErrorState, LoadingRows } from './states.js';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** Figures stand at the right. */
  align?: 'right';
  width?: number | string;
  /** Where it stands in the short form of a phone; left out there if not said. */
  phone?: 'lead' | 'title' | 'detail' | 'amount';
}

export interface Selection {
  keys: ReadonlySet<string>;
  change: (keys: ReadonlySet<string>) => void;
}

interface DataTableProps<T> {
  /** What the rows are, for people who hear the screen. */
  label: string;
  columns: readonly Column<T>[];
  pages: Pages<T>;
  keyOf: (row: T) => string;
  /** What a row is called where it can be selected; its key if absent. */
  nameOf?: (row: T) => string;
  /** Where a row leads to. */
  linkOf?: (row: T) => string;
  /** Opens a row where it leads to no address of its own. */
  onOpen?: (row: T) => void;
  selection?: Selection;
  /** Says why there are none, and what to do next. */
  empty: ReactNode;
}

/** A list that goes on as one scrolls; on a phone each row is a short card. */
export function DataTable<T>(props: DataTableProps<T>): ReactElement {
  const { pages, empty, label } = props;
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  if (pages.error && !pages.items) return <ErrorState error={pages.error} retry={pages.retry} />;
  if (!pages.items) return <LoadingRows />;
  if (pages.items.length === 0)
    return typeof empty === 'string' ? <EmptyState>{empty}</EmptyState> : <>{empty}</>;
  return (
    <div className={classes.scroll} role="region" aria-label={label} tabIndex={0}>
      {isPhone ? <Cards {...props} rows={pages.items} /> : <Rows {...props} rows={pages.items} />}
      <More pages={pages} />
    </div>
  );
}

type WithRows<T> = DataTableProps<T> & { rows: readonly T[] };

function Rows<T>({
  label,
  columns,
  rows,
  keyOf,
  nameOf = keyOf,
  linkOf,
  onOpen,
  selection,
}: WithRows<T>): ReactElement {
  const open = useOpen(linkOf, onOpen);
  const all = rows.map(keyOf);
  const chosen = all.filter((key) => selection?.keys.has(key));
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {selection && (
            <th className={classes.check}>
              <Checkbox
                size="xs"
                aria-label="Select all rows shown"
                checked={chosen.length === all.length}
                indeterminate={chosen.length > 0 && chosen.length < all.length}
                onChange={({ currentTarget }) => selection.change(new Set(currentTarget.checked ? all : []))}
              />
            </th>
          )}
          {columns.map(({ id, header, align, width }) => (
            <th key={id} className={align && classes.right} style={{ width }} scope="col">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            className={open ? classes.link : undefined}
            onClick={open && (() => open(row))}
          >
            {selection && (
              <td className={classes.check} onClick={(event) => event.stopPropagation()}>
                <SelectRow rowKey={keyOf(row)} name={nameOf(row)} selection={selection} />
              </td>
            )}
            {columns.map(({ id, cell, align }) => (
              <td key={id} className={align && classes.right}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SelectRow({
  rowKey,
  name,
  selection,
}: {
  rowKey: string;
  name: string;
  selection: Selection;
}): ReactElement {
  return (
    <Checkbox
      size="xs"
      aria-label={`Select ${name}`}
      checked={selection.keys.has(rowKey)}
      onChange={({ currentTarget }) => {
        const keys = new Set(selection.keys);
        if (currentTarget.checked) keys.add(rowKey);
        else keys.delete(rowKey);
        selection.change(keys);
      }}
    />
  );
}

function Cards<T>({ label, columns, rows, keyOf, linkOf, onOpen }: WithRows<T>): ReactElement {
  const open = useOpen(linkOf, onOpen);
  const at = (place: Column<T>['phone']): Column<T>[] => columns.filter(({ phone }) => phone === place);
  const cells = (place: Column<T>['phone'], row: T): ReactNode =>
    at(place).map(({ id, cell }) => <div key={id}>{cell(row)}</div>);
  return (
    <ul className={classes.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)} className={classes.card} onClick={open && (() => open(row))}>
          {at('lead').length > 0 && <div className={classes.lead}>{cells('lead', row)}</div>}
          <div className={classes.words}>
            <div className={classes.cardTitle}>{cells('title', row)}</div>
            <div className={classes.detail}>{cells('detail', row)}</div>
          </div>
          <div className={classes.amount}>{cells('amount', row)}</div>
        </li>
      ))}
    </ul>
  );
}

/** A click anywhere on a row opens it; for the keyboard, a cell of it holds a link. */
function useOpen<T>(
  linkOf: ((row: T) => string) | undefined,
  onOpen: ((row: T) => void) | undefined,
): ((row: T) => void) | undefined {
  const navigate = useNavigate();
  if (linkOf) {
    return (row) => {
      // Whoever marks text to copy it does not want to go away.
      if (globalThis.getSelection()?.toString()) return;
      void navigate(linkOf(row));
    };
  }
  return onOpen;
}
