import type { AccountHold, AccountPage } from '@dunwell/contract';
import { Modal } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.js';
import { ChangeHoldForm } from '../../parts/holds/change-hold-form.js';
import { LiftHold } from '../../parts/holds/lift-hold.js';
import { MayButton } from '../../parts/may-button.js';
import { EmptyState } from '../../parts/states.js';
import { holdTitle, holdWhen } from './hold-line.js';
import classes from './tabs.module.css';

/** What is on hold now or will be; each can be extended or lifted. */
export function HoldsTab({ page }: { page: AccountPage }): ReactElement {
  const { account, holds } = page;
  const all = (
    <Link to={`/holds?account=${encodeURIComponent(account.account)}`}>All holds of this account</Link>
  );
  if (holds.length === 0) return <EmptyState action={all}>Nothing is on hold.</EmptyState>;
  return (
    <div className={classes.scroll} role="region" aria-label="Holds" tabIndex={0}>
      <ul className={classes.cards}>
        {holds.map((hold) => (
          <HoldCard key={hold.id} hold={hold} page={page} />
        ))}
      </ul>
      <p className={classes.all}>{all}</p>
    </div>
  );
}

function HoldCard({ hold, page }: { hold: AccountHold; page: AccountPage }): ReactElement {
  const { day } = useFormat();
  const [dialog, setDialog] = useState<'change' | 'lift' | null>(null);
  const { currency, today } = page.account;
  const close = (): void => setDialog(null);
  const what = hold.invoice ?? 'the account';
  return (
    <li className={classes.card}>
      <div className={classes.cardWords}>
        <strong>{holdTitle(hold, currency)}</strong>
        <span>
          {holdWhen(hold, today, day)} · {hold.author}
        </span>
        {hold.note !== null && <span className={classes.quote}>“{hold.note}”</span>}
      </div>
      <div className={classes.cardActions}>
        <MayButton permission="work" variant="default" onClick={() => setDialog('change')}>
          Change
        </MayButton>
        <MayButton permission="work" variant="default" onClick={() => setDialog('lift')}>
          Lift
        </MayButton>
      </div>
      <Modal
        opened={dialog !== null}
        onClose={close}
        title={dialog === 'lift' ? `Lift the hold on ${what}` : `Change the hold on ${what}`}
      >
        {dialog === 'lift' && <LiftHold id={hold.id} what={what} leftOut={hold.leaveOut} onDone={close} />}
        {dialog === 'change' && <ChangeHoldForm hold={hold} today={today} onDone={close} />}
      </Modal>
    </li>
  );
}
