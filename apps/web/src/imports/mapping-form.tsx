import type { ImportMapping, ImportPreview, StandardColumnWords } from '@dunwell/contract';
import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import classes from './imports.module.css';
import { unnamedColumns, withColumn, withConstant } from './change-mapping.js';

interface MappingFormProps {
  preview: ImportPreview;
  mapping: ImportMapping;
  onChange: (mapping: ImportMapping) => void;
}

/** Which column of the file is what: a line for each thing Dunwell knows. */
export function MappingForm({ preview, mapping, onChange }: MappingFormProps): ReactElement {
  const ignored = unnamedColumns(preview, mapping);
  return (
    <div className={classes.mapping}>
      <table className={classes.table} aria-label="Which column is what">
        <thead>
          <tr>
            <th>Dunwell knows</th>
            <th>Column of the file</th>
            <th>First values</th>
          </tr>
        </thead>
        <tbody>
          {preview.standardColumns
            .filter(({ name }) => !name.includes('*'))
            .map((column) => (
              <ColumnRow
                key={column.name}
                column={column}
                preview={preview}
                mapping={mapping}
                onChange={onChange}
              />
            ))}
        </tbody>
      </table>
      <Group align="flex-end" gap={12}>
        <TextInput
          label="Dates look like"
          placeholder="YYYY-MM-DD"
          w={170}
          value={mapping.dateFormat ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...mapping, dateFormat: value || undefined })
          }
        />
        <Select
          label="Decimals stand behind"
          w={150}
          allowDeselect={false}
          data={[
            { value: '.', label: 'a point' },
            { value: ',', label: 'a comma' },
          ]}
          value={mapping.decimalMark ?? '.'}
          onChange={(mark) => onChange({ ...mapping, decimalMark: mark === ',' ? ',' : '.' })}
        />
        {preview.entity !== 'accounts' && (
          <>
            <TextInput
              label="Currency, where no column says it"
              placeholder="EUR"
              w={210}
              maxLength={3}
              value={mapping.constants?.currency ?? ''}
              onChange={({ currentTarget: { value } }) =>
                onChange(withConstant(mapping, 'currency', value.toUpperCase()))
              }
            />
            <Checkbox
              label="Create accounts that are not known yet"
              mb={8}
              checked={mapping.createAccounts ?? false}
              onChange={({ currentTarget: { checked } }) => onChange({ ...mapping, createAccounts: checked })}
            />
          </>
        )}
      </Group>
      {ignored.length > 0 && <p className={classes.muted}>Not used: {ignored.join(', ')}.</p>}
    </div>
  );
}

function ColumnRow({
  column: { name, required },
  preview,
  mapping,
  onChange,
}: MappingFormProps & { column: StandardColumnWords }): ReactElement {
  const chosen = mapping.columns[name] ?? null;
  const samples = preview.columns.find((one) => one.name === chosen)?.samples ?? [];
  return (
    <tr>
      <td>
        {name}
        {required && <span className={classes.required}> needed</span>}
      </td>
      <td>
        <Select
          aria-label={`Column for ${name}`}
          placeholder="none"
          clearable
          searchable
          data={preview.columns.map((one) => one.name)}
          value={chosen}
          onChange={(fileColumn) => onChange(withColumn(mapping, name, fileColumn))}
        />
      </td>
      <td className={classes.samples}>{samples.join(' · ')}</td>
    </tr>
  );
}
