import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { writeParams } from '../format/search-params.js';
import type { ListQuery } from './account-query.js';
import classes from './accounts.module.css';

/** The accounts of the list as a file; a link, so that the browser saves it as it arrives. */
export function ExportButton({ query }: { query: ListQuery }): ReactElement {
  return (
    <Button
      component="a"
      href={`/api/v1/accounts/export?${writeParams(query).toString()}`}
      download
      variant="default"
      className={classes.laptopOnly}
      leftSection={<Download size={15} aria-hidden />}
    >
      Export CSV
    </Button>
  );
}
