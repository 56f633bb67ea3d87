import { Pill, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFormat } from '../format/use-format.js';
import { without, type ListQuery } from './account-query.js';
import classes from './accounts.module.css';
import { filterPills } from './filter-pills.js';
import { useAutomationNames } from '../api/use-automation-names.js';

const COUNTRIES = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'code' });
const COUNTRY = /^[A-Za-z]{2}$/;

/** What else narrows the list; each can be taken away. */
export function FilterPills({
  query,
  onChange,
}: {
  query: ListQuery;
  onChange: (query: ListQuery) => void;
}): ReactElement | null {
  const { date } = useFormat();
  const { nameOf } = useAutomationNames(query.underWayIn !== undefined);
  const pills = filterPills(query, {
    date,
    automationName: nameOf,
    countryName: (code) => (COUNTRY.test(code) ? COUNTRIES.of(code.toUpperCase()) : undefined),
  });
  if (pills.length === 0) return null;
  return (
    <ul className={classes.pills} aria-label="Filters">
      {pills.map(({ words, parts }) => (
        <li key={words}>
          <Pill
            withRemoveButton
            removeButtonProps={{ 'aria-label': `Remove filter: ${words}`, tabIndex: 0, 'aria-hidden': false }}
            onRemove={() => onChange(without(query, parts))}
          >
            {words}
          </Pill>
        </li>
      ))}
      {pills.length > 1 && (
        <li>
          <UnstyledButton
            className={classes.clear}
            onClick={() =>
              onChange(
                without(
                  query,
                  pills.flatMap(({ parts }) => parts),
                ),
              )
            }
          >
            Clear filters
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}
