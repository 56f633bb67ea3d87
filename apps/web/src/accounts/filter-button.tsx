import { Button, Popover } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { SlidersHorizontal } from 'lucide-react';
import type { ReactElement } from 'react';
import { SideSheet } from '../parts/side-sheet.js';
import type { ListQuery } from './account-query.js';
import classes from './accounts.module.css';
import { FilterForm } from './filter-form.js';

interface FilterButtonProps {
  query: ListQuery;
  onChange: (query: ListQuery) => void;
}

/** Opens everything the list can be narrowed by: below the button, on a phone in a sheet. */
export function FilterButton(props: FilterButtonProps): ReactElement {
  const [opened, { toggle, close }] = useDisclosure();
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const button = (
    <Button
      variant="default"
      leftSection={<SlidersHorizontal size={15} aria-hidden />}
      onClick={toggle}
      aria-expanded={opened}
      aria-label="Filter"
      classNames={{ section: classes.filterIcon }}
    >
      <span className={classes.laptopOnly}>Filter</span>
    </Button>
  );
  const form = <FilterForm {...props} onClose={close} />;
  if (isPhone) {
    return (
      <>
        {button}
        <SideSheet title="Filter accounts" opened={opened} onClose={close}>
          {form}
        </SideSheet>
      </>
    );
  }
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-end" width={680} trapFocus returnFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown aria-label="Filter accounts" className={classes.filterPopover}>
        {form}
      </Popover.Dropdown>
    </Popover>
  );
}
