import type { CompleteTaskRequest, NextStep, Task, TaskOutcome } from '@dunwell/contract';
import { Group, Radio, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { showProblems } from '../parts/form-problems.js';
import { useSession } from '../app/session/use-session.js';
import { toMajorUnits, toMinorUnits } from '../format/minor-units.js';
import { DateField } from '../parts/date-field.js';
import { MayButton } from '../parts/may-button.js';
import { MoneyField } from '../parts/money-field.js';
import { OUTCOMES, TASK_TOUCHES } from '../parts/tasks/task-words.js';

type Next = 'nothing' | NextStep['kind'];

interface Values {
  outcome: TaskOutcome;
  note: string;
  next: Next;
  on: string | null;
  /** In major units, as people write it. */
  amount: number | string;
}

/** How it went, and what comes next. */
export function CompleteTask({ task, onDone }: { task: Task; onDone: () => void }): ReactElement {
  const { today } = useSession();
  const { overdue, currency } = task.standing;
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: {
      outcome: 'reached',
      note: '',
      next: 'nothing',
      on: null,
      amount: overdue > 0 ? toMajorUnits(overdue, currency) : '',
    },
    validate: {
      on: (on, { next }) => (next !== 'nothing' && on === null ? 'Choose a date.' : null),
    },
  });
  const { outcome, next } = form.values;
  const complete = useChange({
    change: (values: Values) => api.work.completeTask(task.id, requestOf(values, currency)),
    touches: TASK_TOUCHES,
    says: () => 'The task is done.',
    onDone,
    onRefused: (error) => setRefusal(showProblems(form, error)),
  });
  return (
    <Stack gap={12}>
      <Radio.Group
        label="How did it go?"
        value={outcome}
        onChange={(chosen) => {
          form.setFieldValue('outcome', chosen);
          // Whoever promised something has said until when.
          if (chosen === 'promised') form.setFieldValue('next', 'promise');
        }}
      >
        <Stack gap={8} mt={8}>
          {Object.entries(OUTCOMES).map(([value, label]) => (
            <Radio key={value} value={value} label={label} size="xs" />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea label="Note" placeholder="What was said" {...form.getInputProps('note')} />
      <SegmentedControl
        aria-label="What comes next"
        data={[
          { value: 'nothing', label: 'Nothing more' },
          { value: 'task', label: 'Another task' },
          { value: 'promise', label: 'Promise to pay' },
        ]}
        {...form.getInputProps('next')}
      />
      {next !== 'nothing' && (
        <Group grow align="flex-start">
          <DateField
            label={next === 'task' ? 'Due' : 'Pays until'}
            minDate={today}
            clearable
            {...form.getInputProps('on')}
          />
          {next === 'promise' && (
            <MoneyField label="Amount" currency={currency} {...form.getInputProps('amount')} />
          )}
        </Group>
      )}
      {refusal !== null && <p role="alert">{refusal}</p>}
      <MayButton
        permission="work"
        loading={complete.isPending}
        onClick={() => form.onSubmit((values) => complete.mutate(values))()}
      >
        Done
      </MayButton>
    </Stack>
  );
}

function requestOf({ outcome, note, next, on, amount }: Values, currency: string): CompleteTaskRequest {
  const base = { outcome, ...(note.trim() !== '' && { note: note.trim() }) };
  if (next === 'nothing' || on === null) return base;
  if (next === 'task') return { ...base, next: { kind: 'task', dueOn: on } };
  const promised = toMinorUnits(amount, currency);
  return { ...base, next: { kind: 'promise', until: on, ...(promised !== null && { amount: promised }) } };
}
