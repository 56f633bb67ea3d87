import type { ImportMapping, ImportPreview, PreviewRow } from '@dunwell/contract';
import type { ReactElement } from 'react';
import classes from './imports.module.css';

/** The first rows as they would be read, with what is wrong where it stands. */
export function PreviewTable({
  preview,
  mapping,
}: {
  preview: ImportPreview;
  mapping: ImportMapping;
}): ReactElement {
  const shown = Object.entries(mapping.columns);
  const broken = preview.rows.filter(({ problems }) => problems.length > 0).length;
  return (
    <section className={classes.preview} aria-label="The first rows as they would be read">
      <h2>
        First {preview.rows.length} rows{broken > 0 && `, ${broken} of them would be rejected`}
      </h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>Line</th>
              {shown.map(([column]) => (
                <th key={column}>{column}</th>
              ))}
              <th>Would be</th>
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <Row key={row.line} row={row} fileColumns={shown.map(([, fileColumn]) => fileColumn)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ row, fileColumns }: { row: PreviewRow; fileColumns: readonly string[] }): ReactElement {
  const { line, cells, problems } = row;
  const atFault = new Set(problems.map(({ column }) => column));
  return (
    <tr>
      <td className={classes.muted}>{line}</td>
      {fileColumns.map((name) => (
        <td key={name} data-broken={atFault.has(name) || undefined}>
          {cells[name] ?? ''}
        </td>
      ))}
      <td className={problems.length > 0 ? classes.rejected : classes.accepted}>
        {problems.length === 0 ? 'in' : problems.map(({ reason }) => reason).join(' ')}
      </td>
    </tr>
  );
}
