import { Drawer } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** More about one row, beside the list it stands in. */
export function SideSheet({
  title,
  opened,
  onClose,
  children,
}: {
  title: ReactNode;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}): ReactElement {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      title={title}
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      {children}
    </Drawer>
  );
}
