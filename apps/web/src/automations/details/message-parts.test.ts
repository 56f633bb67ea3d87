import { describe, expect, it } from '@jest/globals';
import { TEMPLATES } from '@dunwell/language';
import { messageParts } from './message-parts.js';

const document = TEMPLATES[0]!.document;
const context = { attributes: { account: {}, invoice: {} }, currencies: [], customEvents: {} };
const parts = (text: string): string[] =>
  messageParts(text, document, context).map((part) => `${part.kind}: ${part.text}`);

describe('a message', () => {
  it.each([
    ['without variables', 'Hello,\n\nplease pay.', ['words: Hello,\n\nplease pay.']],
    [
      'names fields by their labels, without their filters',
      'You owe {{ account.overdueBalance | money }} now.',
      ['words: You owe ', 'variable: overdue balance', 'words:  now.'],
    ],
    ['names what else it may use', '{{account.paymentUrl}}', ['variable: payment link']],
    ['keeps names nobody knows', '{{ account.shoeSize }}', ['variable: account.shoeSize']],
    [
      'tells instructions apart',
      '{% for invoice in overdueInvoices %}- {{ invoice.number }}\n{% endfor %}',
      [
        'instruction: for invoice in overdueInvoices',
        'words: - ',
        'variable: invoice.number',
        'words: \n',
        'instruction: endfor',
      ],
    ],
    ['is empty', '', []],
  ])('%s', (_, text, expected) => {
    expect(parts(text)).toEqual(expected);
  });
});
