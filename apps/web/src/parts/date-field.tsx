import { DateInput, type DateInputProps } from '@mantine/dates';
import type { ReactElement } from 'react';
import { useSession } from '../app/session/use-session.js';

/** A calendar date, typed or picked; text (YYYY-MM-DD), since a day has no zone. The calendar opens at business today (S1). */
export function DateField(props: Omit<DateInputProps, 'valueFormat'>): ReactElement {
  const { today } = useSession();
  return (
    <DateInput
      valueFormat="D MMM YYYY"
      defaultDate={today}
      highlightToday={false}
      firstDayOfWeek={1}
      popoverProps={{ withinPortal: true }}
      {...props}
    />
  );
}
