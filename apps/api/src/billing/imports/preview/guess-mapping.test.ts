import { describe, expect, it } from '@jest/globals';
import type { BillingEntity, ImportMapping } from '@dunwell/contract';
import { guessMapping, type FileSample } from './guess-mapping.js';

/** A sample as a file with semicolons has it. */
function sample(...lines: string[]): FileSample {
  const [header = [], ...rows] = lines.map((line) => line.split(';').map((cell) => cell.trim()));
  return {
    columns: header,
    values: new Map(header.map((name, at) => [name, rows.map((row) => row[at] ?? '')])),
  };
}

const guess = (
  entity: BillingEntity,
  lines: string[],
  only: string | null = null,
): Partial<ImportMapping> => {
  const { entity: _, ...mapping } = guessMapping(entity, sample(...lines), only).mapping;
  return mapping;
};

describe('a mapping is guessed', () => {
  it.each<[string, BillingEntity, string[], Partial<ImportMapping>]>([
    [
      'from the public receivables',
      'invoices',
      [
        'countryCode;customerID;PaperlessDate;invoiceNumber;InvoiceDate;DueDate;InvoiceAmount;Disputed;SettledDate;PaperlessBill',
        '391;0379-NEVHP;4/6/2013;0000611365;1/2/2013;2/1/2013;55.94;No;1/15/2013;Paper',
      ],
      {
        columns: {
          account: 'customerID',
          number: 'invoiceNumber',
          issuedOn: 'InvoiceDate',
          dueOn: 'DueDate',
          total: 'InvoiceAmount',
          paidOn: 'SettledDate',
        },
        dateFormat: 'M/D/YYYY',
      },
    ],
    [
      'in German, with a decimal comma and grouped thousands',
      'invoices',
      [
        'Kundennummer;Rechnungsnr.;Rechnungsdatum;Fällig am;Bruttobetrag;Währung',
        'K-1;R-1;03.01.2026;17.01.2026;1.234,50;EUR',
        'K-2;R-2;3.1.2026;31.01.2026;89,00;EUR',
      ],
      {
        columns: {
          account: 'Kundennummer',
          number: 'Rechnungsnr.',
          issuedOn: 'Rechnungsdatum',
          dueOn: 'Fällig am',
          total: 'Bruttobetrag',
          currency: 'Währung',
        },
        dateFormat: 'D.M.YYYY',
        decimalMark: ',',
      },
    ],
    [
      'in French',
      'invoices',
      [
        "Code client;N° facture;Date d'émission;Échéance;Montant TTC;Devise",
        'C1;F1;25/01/2026;24/02/2026;1 234,50;EUR',
      ],
      {
        columns: {
          account: 'Code client',
          number: 'N° facture',
          issuedOn: "Date d'émission",
          dueOn: 'Échéance',
          total: 'Montant TTC',
          currency: 'Devise',
        },
        dateFormat: 'D/M/YYYY',
        decimalMark: ',',
      },
    ],
    [
      'in Spanish',
      'accounts',
      ['ID cliente;Razón social;Correo electrónico;Moneda;País;Idioma', '1;Acme SL;a@acme.es;EUR;ES;es'],
      {
        columns: {
          account: 'ID cliente',
          name: 'Razón social',
          email: 'Correo electrónico',
          currency: 'Moneda',
          country: 'País',
          language: 'Idioma',
        },
      },
    ],
    [
      'from the standard names, nothing else said',
      'payments',
      [
        'account;reference;invoice;amount;currency;status;at',
        'A;P1;I1;10.00;EUR;succeeded;2026-01-31T10:00:00Z',
      ],
      {
        columns: {
          account: 'account',
          reference: 'reference',
          invoice: 'invoice',
          amount: 'amount',
          currency: 'currency',
          status: 'status',
          at: 'at',
        },
      },
    ],
    [
      'from names with the word of the file before them, and points that group',
      'invoices',
      [
        'customer_number;invoice_no;invoice_issue_date;invoice_due_date;invoice_total;ccy',
        '1;2;2026-01-01;2026-01-15;1,234.50;USD',
      ],
      {
        columns: {
          account: 'customer_number',
          number: 'invoice_no',
          issuedOn: 'invoice_issue_date',
          dueOn: 'invoice_due_date',
          total: 'invoice_total',
          currency: 'ccy',
        },
        decimalMark: '.',
      },
    ],
    [
      'by the look of values where names say nothing',
      'accounts',
      ['member;wie;wo;cur', 'M1;Ann;ann@example.com;EUR', 'M2;Bob;bob@example.com;USD'],
      { columns: { account: 'member', currency: 'cur', email: 'wo' } },
    ],
    [
      'of cards by their month',
      'paymentMethods',
      ['customer;card id;type;brand;expiry', 'A;C1;card;visa;2027-03'],
      {
        columns: { account: 'customer', key: 'card id', type: 'type', brand: 'brand', expiresOn: 'expiry' },
      },
    ],
  ])('%s', (_, entity, lines, expected) => {
    expect(guess(entity, lines)).toEqual(expected);
  });

  it('says where day and month could change places', () => {
    const { mapping, doubts } = guessMapping(
      'invoices',
      sample('account;number;issuedOn;currency', 'A;1;03/04/2026;GBP', 'A;2;05/06/2026;GBP'),
      null,
    );
    expect(mapping.dateFormat).toBe('D/M/YYYY');
    expect(doubts).toEqual([
      'The dates are read as D/M/YYYY; they could be M/D/YYYY as well. Look at one you know.',
    ]);
  });

  it('takes the currency of all accounts so far, and says so', () => {
    const lines = ['account;number;total', 'A;1;10.00'];
    expect(guess('invoices', lines, 'GBP')).toMatchObject({ constants: { currency: 'GBP' } });
    expect(guessMapping('invoices', sample(...lines), null).doubts).toEqual([
      'Nothing says which currency the amounts are in: choose one for all rows.',
    ]);
  });

  it('leaves a column alone whose values are words of their own', () => {
    const { mapping, doubts } = guessMapping(
      'invoices',
      sample('account;number;Statut;currency', 'A;1;payée;EUR'),
      null,
    );
    expect(mapping.columns).not.toHaveProperty('status');
    expect(doubts).toEqual([
      'Statut looks like status, but has values that are not known there; it is left out.',
    ]);
  });
});
