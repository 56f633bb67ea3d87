import { Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Money, ProviderSetting } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useSession } from '../app/session/use-session.js';
import { toMajorUnits, toMinorUnits } from '../format/minor-units.js';
import { MoneyField } from '../parts/money-field.js';
import { Panel } from '../parts/panel.js';
import { SaveRow } from './save-row.js';
import classes from './settings.module.css';
import { useChangeWorkspace } from './use-change-workspace.js';

/** Who moves money and switches service, and from which amount on. */
export function ProviderSettings(): ReactElement {
  return (
    <>
      <ProviderForm />
      <MinimumsForm />
    </>
  );
}

type Kind = ProviderSetting['kind'] | 'nobody';

function ProviderForm(): ReactElement {
  const { provider } = useSession().workspace;
  const form = useForm<{ kind: Kind; url: string }>({
    initialValues: { kind: provider?.kind ?? 'nobody', url: provider?.url ?? '' },
  });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  const { kind } = form.values;
  return (
    <Panel title="Who carries out money and service actions">
      <Stack className={classes.form}>
        <p className={classes.muted}>
          Requests and retries of payments, fees, payment plans, restricted or suspended service, cancelled
          subscriptions: Dunwell decides when, somebody else does it.
        </p>
        <Radio.Group label="Provider" {...form.getInputProps('kind')}>
          <Stack gap="xs" mt="xs">
            <Radio value="nobody" label="Nobody" description="Such steps wait under Needs attention." />
            <Radio
              value="webhook"
              label="Our own system"
              description="It is called like a webhook, with the delivery’s key, and may tell the outcome later."
            />
            <Radio
              value="practice"
              label="Practice"
              description="Dunwell plays it: facts appear, nothing leaves, no money moves. Not for real customers."
            />
          </Stack>
        </Radio.Group>
        {kind === 'webhook' && (
          <>
            <TextInput
              label="Address"
              placeholder="https://billing.example.com/dunwell"
              {...form.getInputProps('url')}
            />
            <p className={classes.muted}>
              Calls are signed with the secret under <Link to="/settings/webhooks">Webhooks</Link>.
            </p>
          </>
        )}
        {kind === 'practice' && (
          <p className={classes.muted}>
            A charge goes as the attribute practiceCard of the account says, or the end of its payment
            method’s key: success, softDecline, hardDecline, pending, stuck or chargeBack.
          </p>
        )}
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() => form.onSubmit((values) => save({ provider: settingOf(values) }))()}
        />
      </Stack>
    </Panel>
  );
}

function settingOf({ kind, url }: { kind: Kind; url: string }): ProviderSetting | null {
  if (kind === 'nobody') return null;
  return { kind, url: kind === 'webhook' ? url.trim() || null : null };
}

function MinimumsForm(): ReactElement | null {
  const { currencies, paymentMinimums } = useSession().workspace;
  const form = useForm({ initialValues: { amounts: amountsOf(currencies, paymentMinimums) } });
  const { save, isSaving, refusal } = useChangeWorkspace(form);
  if (currencies.length === 0) return null;
  return (
    <Panel title="The least that is collected">
      <Stack className={classes.form}>
        <p className={classes.muted}>
          One request covers everything that is overdue, so that small invoices add up. Below this nothing is
          requested or charged. Empty: what card processors usually take at least.
        </p>
        {currencies.map((currency) => (
          <MoneyField
            key={currency}
            label={currency}
            currency={currency}
            {...form.getInputProps(`amounts.${currency}`)}
          />
        ))}
        <SaveRow
          refusal={refusal}
          isSaving={isSaving}
          isChanged={form.isDirty()}
          onSave={() =>
            form.onSubmit(({ amounts }) => save({ paymentMinimums: minimumsOf(amounts, paymentMinimums) }))()
          }
        />
      </Stack>
    </Panel>
  );
}

type Amounts = Readonly<Record<string, string | number>>;

const amountsOf = (currencies: readonly string[], minimums: readonly Money[]): Amounts =>
  Object.fromEntries(
    currencies.map((currency) => {
      const set = minimums.find((each) => each.currency === currency);
      return [currency, set === undefined ? '' : toMajorUnits(set.amount, currency)];
    }),
  );

/** Those of currencies that no account has stay as they are. */
function minimumsOf(amounts: Amounts, before: readonly Money[]): Money[] {
  const typed = Object.entries(amounts).flatMap(([currency, typedIn]) => {
    const amount = toMinorUnits(typedIn, currency);
    return amount === null ? [] : [{ currency, amount }];
  });
  return [...before.filter(({ currency }) => !(currency in amounts)), ...typed];
}
