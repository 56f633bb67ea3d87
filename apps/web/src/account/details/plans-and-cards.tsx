import type { AccountPaymentMethod, AccountSubscription } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { capital, spoken } from '../../format/spoken.js';
import { useFormat } from '../../format/use-format.js';
import { CardExpiry } from './card-expiry.js';
import classes from './details.module.css';
import { subscriptionWords } from './subscription-words.js';

export function Subscriptions({
  subscriptions,
}: {
  subscriptions: readonly AccountSubscription[];
}): ReactElement {
  const { day } = useFormat();
  return (
    <section className={classes.section}>
      <h3>Subscriptions</h3>
      {subscriptions.length === 0 && <p className={classes.none}>None</p>}
      <ul className={classes.list}>
        {subscriptions.map((subscription) => (
          <li key={subscription.key}>
            <strong>{subscription.plan ?? subscription.key}</strong>
            <span>{subscriptionWords(subscription, day)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function PaymentMethods({
  methods,
  today,
}: {
  methods: readonly AccountPaymentMethod[];
  today: string;
}): ReactElement {
  return (
    <section className={classes.section}>
      <h3>Payment methods</h3>
      {methods.length === 0 && <p className={classes.none}>None</p>}
      <ul className={classes.list}>
        {methods.map((method) => (
          <li key={method.key}>
            <strong>{capital(spoken(method.brand ?? method.type))}</strong>
            <span>
              {[spoken(method.status), method.isDefault && 'default'].filter(Boolean).join(', ')}
              <CardExpiry method={method} today={today} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
