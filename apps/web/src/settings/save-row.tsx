import { Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { MayButton } from '../parts/may-button.js';

/** The end of a form: what was refused, and the button that saves. */
export function SaveRow({
  refusal,
  isSaving,
  isChanged,
  onSave,
}: {
  refusal: string | null;
  isSaving: boolean;
  isChanged: boolean;
  onSave: () => void;
}): ReactElement {
  return (
    <>
      {refusal !== null && <p role="alert">{refusal}</p>}
      <Group>
        <MayButton
          permission="admin"
          loading={isSaving}
          disabledBecause={isChanged ? undefined : 'Nothing has been changed.'}
          onClick={onSave}
        >
          Save
        </MayButton>
      </Group>
    </>
  );
}
