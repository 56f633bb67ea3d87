import type { AccountPage } from '@dunwell/contract';
import { ActionIcon, Button, Menu, Modal } from '@mantine/core';
import {
  CircleQuestionMark,
  CirclePause,
  Ellipsis,
  Handshake,
  Link2,
  SquareCheckBig,
  Tag,
} from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { HoldForm } from '../../parts/holds/hold-form.js';
import { PromiseForm } from '../../parts/holds/promise-form.js';
import { MayButton } from '../../parts/may-button.js';
import { MayItem } from '../../parts/may-item.js';
import { TaskForm } from '../../parts/tasks/task-form.js';
import { CustomerPageLink } from '../forms/customer-page-link.js';
import { TagForm } from '../forms/tag-form.js';
import { WhyNotSheet } from '../why-not/why-not-sheet.js';

const TITLES = {
  promise: 'Promise to pay',
  hold: 'Place a hold',
  tag: 'Add a tag',
  task: 'New task',
  customerPage: 'The customer’s page',
} as const;

type Dialog = keyof typeof TITLES;

/** What people do for an account. */
export function AccountActions({ page }: { page: AccountPage }): ReactElement {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [asksWhy, setAsksWhy] = useState(false);
  const { account: key, today, currency, balances } = page.account;
  const close = (): void => setDialog(null);
  const forms: Readonly<Record<Dialog, ReactElement>> = {
    promise: (
      <PromiseForm
        account={key}
        today={today}
        currency={currency}
        overdue={balances.overdue}
        onDone={close}
      />
    ),
    hold: <HoldForm account={key} today={today} onDone={close} />,
    tag: <TagForm account={key} onDone={close} />,
    task: <TaskForm account={key} today={today} onDone={close} />,
    customerPage: <CustomerPageLink account={key} />,
  };
  return (
    <>
      <MayButton
        permission="work"
        variant="default"
        leftSection={<Handshake size={15} aria-hidden />}
        disabledBecause={balances.outstanding > 0 ? undefined : 'Nothing is owed that could be promised.'}
        onClick={() => setDialog('promise')}
      >
        Promise
      </MayButton>
      <MayButton
        permission="work"
        variant="default"
        leftSection={<CirclePause size={15} aria-hidden />}
        onClick={() => setDialog('hold')}
      >
        Hold
      </MayButton>
      <Button
        variant="default"
        leftSection={<CircleQuestionMark size={15} aria-hidden />}
        onClick={() => setAsksWhy(true)}
      >
        Why not?
      </Button>
      <MoreActions onChoose={setDialog} />
      <Modal opened={dialog !== null} onClose={close} title={dialog && TITLES[dialog]}>
        {dialog && forms[dialog]}
      </Modal>
      <WhyNotSheet page={page} opened={asksWhy} onClose={() => setAsksWhy(false)} />
    </>
  );
}

function MoreActions({ onChoose }: { onChoose: (dialog: Dialog) => void }): ReactElement {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" aria-label="More">
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MayItem permission="work" icon={SquareCheckBig} label="New task" onClick={() => onChoose('task')} />
        <MayItem permission="work" icon={Tag} label="Add a tag" onClick={() => onChoose('tag')} />
        <Menu.Divider />
        <MayItem
          permission="read"
          icon={Link2}
          label="The customer’s page"
          onClick={() => onChoose('customerPage')}
        />
      </Menu.Dropdown>
    </Menu>
  );
}
