import type { Permission } from '@dunwell/contract';
import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useMay } from '../app/session/use-session.js';

interface MayButtonProps extends ButtonProps {
  permission: Permission;
  onClick: () => void;
  children: ReactNode;
  /** Why it cannot be done now, although the person may. */
  disabledBecause?: string;
}

/** A button that whoever may not press it can see, with the reason. */
export function MayButton({ permission, disabledBecause, onClick, ...props }: MayButtonProps): ReactElement {
  const { may, why } = useMay(permission);
  const reason = may ? disabledBecause : why;
  return (
    <Tooltip label={reason} disabled={reason === undefined}>
      {/* Not `disabled`, which would hide the reason from pointer and keyboard. */}
      <Button
        {...props}
        data-disabled={reason !== undefined || undefined}
        aria-disabled={reason !== undefined}
        onClick={(event) => {
          event.preventDefault();
          if (reason === undefined) onClick();
        }}
      />
    </Tooltip>
  );
}
