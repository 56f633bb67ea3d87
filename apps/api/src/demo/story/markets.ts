import type { Names } from './names.js';
import { BRITISH, CASTILIAN, GERMAN, NORTH_AMERICAN } from './names.js';

export type DemoCurrency = 'EUR' | 'GBP' | 'USD';

/** Where the business has studios: what an account's place says about it. */
export interface Market {
  country: string;
  currency: DemoCurrency;
  /** Of the accounts there; null: the workspace's own. */
  timeZone: string | null;
  studios: readonly [string, ...string[]];
  /** Languages with the names of those who speak them, and how many in a hundred do. */
  languages: readonly (readonly [{ language: string; names: Names }, number])[];
  debit: string;
}

/** The zone of the demo's workspace. */
export const HOME_ZONE = 'Europe/Berlin';

export const GERMANY: Market = {
  country: 'DE',
  currency: 'EUR',
  timeZone: null,
  studios: ['Kreuzberg', 'Prenzlauer Berg', 'Hamburg', 'Leipzig'],
  languages: [
    [{ language: 'de', names: GERMAN }, 84],
    [{ language: 'en', names: BRITISH }, 16],
  ],
  debit: 'sepaDebit',
};

const AUSTRIA: Market = {
  country: 'AT',
  currency: 'EUR',
  timeZone: null,
  studios: ['Neubau', 'Leopoldstadt'],
  languages: [[{ language: 'de', names: GERMAN }, 100]],
  debit: 'sepaDebit',
};

const BRITAIN: Market = {
  country: 'GB',
  currency: 'GBP',
  timeZone: 'Europe/London',
  studios: ['Hackney', 'Peckham'],
  languages: [[{ language: 'en-GB', names: BRITISH }, 100]],
  debit: 'bacsDebit',
};

const NEW_YORK: Market = {
  country: 'US',
  currency: 'USD',
  timeZone: 'America/New_York',
  studios: ['Williamsburg', 'Park Slope'],
  languages: [
    [{ language: 'en-US', names: NORTH_AMERICAN }, 88],
    [{ language: 'es-US', names: CASTILIAN }, 12],
  ],
  debit: 'achDebit',
};

/** The markets, and how many accounts in a hundred are there. */
export const MARKETS: readonly (readonly [Market, number])[] = [
  [GERMANY, 50],
  [AUSTRIA, 14],
  [BRITAIN, 16],
  [NEW_YORK, 20],
];
