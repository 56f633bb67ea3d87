import type { Instant } from '@dunwell/engine';
import type { OutsideConnector } from '../../connectors/connector.js';
import type { Connectors } from '../../connectors/connectors.js';
import { LOST_MESSAGE_TO } from '../story/scripted.js';

/**
 * As if a mail server had fallen silent over one of the messages, so that nobody knows whether it arrived (S15). All
 * others go to the outbox, which loses none, so that they need not wait for each other.
 */
export function withOneLostMessage(connectors: Connectors, { since }: { since: Instant }): Connectors {
  // The registry's own type leaves open on which side a kind of action has its effect.
  const email = connectors.emailCustomer as OutsideConnector<'emailCustomer'>;
  return {
    ...connectors,
    emailCustomer: {
      ...email,
      uncertainWhenLost: false,
      attempt: async (payload, delivery) => {
        const to = payload.to as readonly string[];
        if (delivery.now.getTime() < since || !to.includes(LOST_MESSAGE_TO))
          return email.attempt(payload, delivery);
        return {
          kind: 'uncertain',
          code: 'lostAfterSending',
          problem:
            'The connection to the mail server was lost after the message had been handed over (made up for the demo). It may have arrived.',
        };
      },
    },
  };
}
