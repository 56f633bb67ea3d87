import { Button, Group, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { useChange } from '../../api/use-change.js';
import { HOLD_TOUCHES } from './hold-words.js';

interface LiftHoldProps {
  id: string;
  /** What is held, within a sentence: "the account", an invoice's number. */
  what: string;
  /** It ended journeys, or left the invoice out of balances, not only held them. */
  leftOut: boolean;
  onDone: () => void;
}

/** Asks once more, since automations go on at once (S14). */
export function LiftHold({ id, what, leftOut, onDone }: LiftHoldProps): ReactElement {
  const lift = useChange({
    change: () => api.holds.lift(id),
    touches: HOLD_TOUCHES,
    says: () => `The hold on ${what} is lifted.`,
    onDone,
  });
  return (
    <Stack>
      <p>
        {leftOut && what !== 'the account'
          ? `${what} counts in all balances again at once, and for the days past due since its due date.`
          : 'Automations that waited go on at once, if what they wait for still holds.'}
      </p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Keep the hold
        </Button>
        <Button loading={lift.isPending} onClick={() => lift.mutate()} data-autofocus>
          Lift hold
        </Button>
      </Group>
    </Stack>
  );
}
