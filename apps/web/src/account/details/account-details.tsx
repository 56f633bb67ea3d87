import type { AccountDetails as OneAccount, AccountPage, AccountPaymentMethod } from '@dunwell/contract';
import { Anchor } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { zoneName } from '../../format/dates.js';
import { capital, spoken } from '../../format/spoken.js';
import { useFormat } from '../../format/use-format.js';
import { attributeWords, countryName, languageName } from './detail-words.js';
import classes from './details.module.css';
import { CardExpiry } from './card-expiry.js';
import { Tags } from './tags.js';

export function AccountDetails({ page }: { page: AccountPage }): ReactElement {
  const { account, localTime, paymentMethods } = page;
  const card = paymentMethods.find(({ isDefault }) => isDefault);
  const rows: [string, ReactNode][] = [
    ['Email', account.email === null ? <None>none known</None> : <Email address={account.email} />],
    ['Zone', `${zoneName(account.timeZone)}, ${localTime.slice(11, 16)}`],
    ['Language', account.language && languageName(account.language)],
    ['Pays with', <PaysWith key="card" method={card} today={account.today} />],
    ['Tags', <Tags key="tags" account={account.account} tags={account.tags} />],
    ['Promises', <Promises key="promises" page={page} />],
    ['Collection', account.collectionStatus === 'none' ? null : capital(spoken(account.collectionStatus))],
    ['Service', account.serviceStatus === 'normal' ? null : capital(spoken(account.serviceStatus))],
  ];
  return <Rows rows={rows} />;
}

/** What is known besides: facts of every kind that the business keeps. */
export function MoreDetails({ account }: { account: OneAccount }): ReactElement {
  const { date } = useFormat();
  const rows: [string, ReactNode][] = [
    ['Customer', `since ${date(account.createdAt.slice(0, 10))}`],
    ['Country', account.country && countryName(account.country)],
    ...Object.entries(account.attributes).map(([name, value]): [string, ReactNode] => [
      capital(spoken(name)),
      attributeWords(value, date),
    ]),
  ];
  return (
    <section className={classes.section}>
      <h3>More</h3>
      <Rows rows={rows} />
    </section>
  );
}

/** What is not known is left out. */
function Rows({ rows }: { rows: readonly [string, ReactNode][] }): ReactElement {
  return (
    <dl className={classes.details}>
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Email({ address }: { address: string }): ReactElement {
  return (
    <Anchor href={`mailto:${address}`} title={address} className={classes.email}>
      {address}
    </Anchor>
  );
}

function PaysWith({
  method,
  today,
}: {
  method: AccountPaymentMethod | undefined;
  today: string;
}): ReactElement {
  if (!method) return <None>no payment method</None>;
  return (
    <>
      {capital(spoken(method.brand ?? method.type))}
      <CardExpiry method={method} today={today} />
    </>
  );
}

function Promises({ page: { promises } }: { page: AccountPage }): ReactElement {
  const { kept, broken, latest } = promises;
  if (latest === null) return <None>none yet</None>;
  const open = latest.state === 'open' ? ', 1 open' : '';
  return (
    <span className={latest.state === 'broken' ? classes.broken : undefined}>
      {kept} kept, {broken} broken{open}
    </span>
  );
}

const None = ({ children }: { children: string }): ReactElement => (
  <span className={classes.none}>{children}</span>
);
