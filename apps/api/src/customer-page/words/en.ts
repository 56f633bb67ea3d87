import type { CustomerWords } from './customer-words.js';

export const en: CustomerWords = {
  name: 'English',
  title: 'Your account',
  overdue: (customer) => (customer === null ? 'This is overdue' : `Hello ${customer}, this is overdue`),
  nothingOverdue: (customer) =>
    customer === null ? 'Nothing is overdue' : `Hello ${customer}, nothing is overdue`,
  summary: (invoices, date) =>
    invoices === 1 ? `1 invoice, due on ${date}` : `${invoices} invoices, the oldest due on ${date}`,
  dueOn: (date) => `due ${date}`,
  received: 'Received, not yet assigned to an invoice',
  comingUp: 'Coming up',
  allPaid: 'Everything is paid. Thank you!',
  more: (invoices) => `and ${invoices} more`,
  bankTransfer: 'Bank transfer',
  to: 'To',
  reference: 'Reference',
  amount: 'Amount',
  payOnline: 'Pay online',
  copy: 'Copy',
  copied: 'Copied',
  copyAll: 'Copy transfer details',
  forYou:
    'This page was made for you: please do not pass its link on. Reminders stop as soon as your payment arrives.',
  somethingWrong: 'Something is wrong?',
  question: (reference) => `Question about account ${reference}`,
  language: 'Language',
  gone: {
    title: 'This link does not open anything',
    text: 'It may have expired or been cut off. Please use the link in the latest message you received, or ask for a new one.',
  },
  busy: { title: 'Please try again in a moment', text: 'The page cannot be shown right now.' },
};
