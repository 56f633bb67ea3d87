import type { CompleteTaskRequest, NextStep, Task, TaskOutcome } from '@dunwell/contract';
import { Group, NumberInput, Radio, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { showProblems } from '../parts/form-problems.js';
import { done } from '../app/notify.js';
import { useSession } from '../app/session/use-session.js';
import { fromMajor, toMajor } from '../format/money.js';
import { MayButton } from '../parts/may-button.js';
import { OUTCOMES } from './task-words.js';

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
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: {
      outcome: 'reached',
      note: '',
      next: 'nothing',
      on: null,
      amount: toMajor(overdue, currency),
    },
    validate: {
      on: (on, { next }) => (next !== 'nothing' && on === null ? 'Choose a date.' : null),
    },
  });
  const { outcome, next } = form.values;
  const complete = useMutation({
    mutationFn: (values: Values) => api.work.completeTask(task.id, requestOf(values, currency)),
    onSuccess: async () => {
      done('The task is done.');
      onDone();
      await queryClient.invalidateQueries();
    },
    onError: (error) => setRefusal(showProblems(form, error)),
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
          <DateInput
            label={next === 'task' ? 'Due' : 'Pays until'}
            minDate={today}
            clearable
            {...form.getInputProps('on')}
          />
          {next === 'promise' && (
            <NumberInput
              label={`Amount in ${currency}`}
              min={0}
              decimalScale={2}
              {...form.getInputProps('amount')}
            />
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
  const promised = fromMajor(amount, currency);
  return { ...base, next: { kind: 'promise', until: on, ...(promised !== null && { amount: promised }) } };
}
