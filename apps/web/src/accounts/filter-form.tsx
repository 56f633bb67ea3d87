import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useSession } from '../app/session/use-session.js';
import { DateField } from '../parts/date-field.js';
import { MoneyField } from '../parts/money-field.js';
import { filterOf, type ListQuery } from './account-query.js';
import classes from './accounts.module.css';
import { filterFaults, toFilter, toFilterValues, type FilterValues } from './filter-values.js';
import { useAutomationNames } from '../api/use-automation-names.js';

const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];
const PROMISES = [
  { value: 'open', label: 'Open' },
  { value: 'kept', label: 'Kept' },
  { value: 'broken', label: 'Broken' },
];
/** Inside a popover, which would take a click on a list elsewhere for one outside of itself. */
const inside = { comboboxProps: { withinPortal: false }, placeholder: 'Any', clearable: true } as const;

interface FilterFormProps {
  query: ListQuery;
  onChange: (query: ListQuery) => void;
  onClose: () => void;
}

/** Everything the list can be narrowed by. */
export function FilterForm({ query, onChange, onClose }: FilterFormProps): ReactElement {
  const { currencies } = useSession().workspace;
  const { choices: automations } = useAutomationNames();
  const form = useForm<FilterValues>({
    initialValues: toFilterValues(filterOf(query)),
    validate: filterFaults,
  });
  const field = form.getInputProps;
  const count = (name: keyof FilterValues, label: string, placeholder = 'Any'): ReactElement => (
    <NumberInput
      label={label}
      placeholder={placeholder}
      min={0}
      allowDecimal={false}
      hideControls
      {...field(name)}
    />
  );
  const currency = form.values.currency ?? currencies[0] ?? 'EUR';
  const apply = (values: FilterValues): void => {
    onChange({ q: query.q, sort: query.sort, ...toFilter(values) });
    onClose();
  };
  return (
    <form className={classes.filters} onSubmit={form.onSubmit(apply)} aria-label="Filters">
      <fieldset>
        <legend>What is owed</legend>
        <Select label="Past due" data={YES_NO} {...inside} {...field('pastDue')} />
        {count('streakDaysMin', 'Days in a row, at least')}
        {count('streakDaysMax', 'Days in a row, at most')}
        <Select label="Currency" data={currencies} {...inside} {...field('currency')} />
        <MoneyField
          label="Overdue balance, at least"
          placeholder="Any"
          currency={currency}
          {...field('overdueMin')}
        />
        <MoneyField
          label="Overdue balance, at most"
          placeholder="Any"
          currency={currency}
          {...field('overdueMax')}
        />
        <Select label="Owes anything, due or not" data={YES_NO} {...inside} {...field('outstanding')} />
        <DateField
          label="Became past due on"
          placeholder="Any date"
          clearable
          popoverProps={{ withinPortal: false }}
          {...field('enteredPastDueOn')}
        />
        <DateField
          label="Left past due on"
          placeholder="Any date"
          clearable
          popoverProps={{ withinPortal: false }}
          {...field('leftPastDueOn')}
        />
      </fieldset>
      <fieldset>
        <legend>Who</legend>
        <TextInput label="Tag" placeholder="Any" {...field('tag')} />
        <TextInput label="Plan" placeholder="Any" {...field('plan')} />
        <TextInput label="Country" placeholder="Any" maxLength={2} {...field('country')} />
        <Select label="Payment method missing" data={YES_NO} {...inside} {...field('noPaymentMethod')} />
        {count('cardExpiresInDays', 'Card expires within days')}
        {count('failedPayments', 'Failed payments, at least', 'In 30 days')}
      </fieldset>
      <fieldset>
        <legend>What is going on</legend>
        <Select label="On hold" data={YES_NO} {...inside} {...field('onHold')} />
        <Select label="Latest promise to pay" data={PROMISES} {...inside} {...field('promise')} />
        {count('contactedInLast', 'Messaged in the last days')}
        {count('paidWithin', 'And paid within days after')}
        <Select
          label="Under way in"
          data={automations}
          searchable
          className={classes.wide}
          {...inside}
          {...field('underWayIn')}
        />
      </fieldset>
      <Group justify="space-between" className={classes.filterActions}>
        <Button
          variant="default"
          onClick={() => {
            onChange({ q: query.q, sort: query.sort });
            onClose();
          }}
        >
          Clear filters
        </Button>
        <Button type="submit">Show accounts</Button>
      </Group>
    </form>
  );
}
