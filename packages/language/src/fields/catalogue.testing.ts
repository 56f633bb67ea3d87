import type { CatalogueContext } from './catalogue.js';

/** A workspace with attributes, three currencies and an event of its own. */
export const aWorkspace = (changes: Partial<CatalogueContext> = {}): CatalogueContext => ({
  attributes: {
    account: { seats: 'number', segment: 'text', since: 'date', vip: 'boolean' },
    invoice: { channel: 'text' },
  },
  currencies: ['EUR', 'USD', 'GBP'],
  customEvents: {
    'custom.seatAdded': {
      seats: { type: 'count', label: 'Seats', meaning: 'How many seats there are now.' },
    },
  },
  ...changes,
});
