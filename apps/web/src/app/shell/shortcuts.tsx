import { Modal, Table } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useRef, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { ALL_PLACES } from './navigation.js';

/** How long after G its second key may come, in milliseconds. */
const SECOND_KEY_WITHIN = 1_200;

interface Help {
  opened: boolean;
  close: () => void;
}

/** G and a letter goes somewhere, ? shows all of them. */
export function useShortcuts(): Help {
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure();
  const pressedG = useRef(0);
  useHotkeys([
    ['g', ({ timeStamp }) => (pressedG.current = timeStamp), { preventDefault: false }],
    ['shift+?', open],
    ...ALL_PLACES.flatMap(({ path, shortcut }) =>
      shortcut === undefined
        ? []
        : [
            [
              shortcut,
              ({ timeStamp }: KeyboardEvent) => {
                if (timeStamp - pressedG.current < SECOND_KEY_WITHIN) void navigate(path);
              },
              { preventDefault: false },
            ] satisfies Parameters<typeof useHotkeys>[0][number],
          ],
    ),
  ]);
  return { opened, close };
}

const OTHERS: readonly [string, string][] = [
  ['Ctrl K', 'Find an account, an invoice, an automation or a page'],
  ['?', 'This list'],
];

export function ShortcutHelp({ opened, close }: Help): ReactElement {
  const places = ALL_PLACES.flatMap(({ label, shortcut }): [string, string][] =>
    shortcut === undefined ? [] : [[`G ${shortcut.toUpperCase()}`, label]],
  );
  return (
    <Modal opened={opened} onClose={close} title="Keyboard">
      <Table>
        <Table.Tbody>
          {[...OTHERS, ...places].map(([keys, words]) => (
            <Table.Tr key={keys}>
              <Table.Td w={90}>
                <kbd>{keys}</kbd>
              </Table.Td>
              <Table.Td>{words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
