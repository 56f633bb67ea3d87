import type { CustomerWords } from './customer-words.js';

export const de: CustomerWords = {
  name: 'Deutsch',
  title: 'Ihr Konto',
  overdue: (customer) => (customer === null ? 'Das ist überfällig' : `Hallo ${customer}, das ist überfällig`),
  nothingOverdue: (customer) =>
    customer === null ? 'Nichts ist überfällig' : `Hallo ${customer}, nichts ist überfällig`,
  summary: (invoices, date) =>
    invoices === 1
      ? `1 Rechnung, fällig am ${date}`
      : `${invoices} Rechnungen, die älteste fällig am ${date}`,
  dueOn: (date) => `fällig am ${date}`,
  received: 'Eingegangen, noch keiner Rechnung zugeordnet',
  comingUp: 'Demnächst fällig',
  allPaid: 'Alles ist bezahlt. Vielen Dank!',
  more: (invoices) => `und ${invoices} weitere`,
  bankTransfer: 'Überweisung',
  to: 'An',
  reference: 'Verwendungszweck',
  amount: 'Betrag',
  payOnline: 'Online bezahlen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyAll: 'Überweisungsdaten kopieren',
  forYou:
    'Diese Seite ist nur für Sie: Bitte geben Sie den Link nicht weiter. Erinnerungen enden, sobald Ihre Zahlung eingeht.',
  somethingWrong: 'Stimmt etwas nicht?',
  question: (reference) => `Frage zum Konto ${reference}`,
  language: 'Sprache',
  gone: {
    title: 'Dieser Link öffnet nichts',
    text: 'Er ist vielleicht abgelaufen oder unvollständig. Bitte benutzen Sie den Link aus der letzten Nachricht, oder bitten Sie um einen neuen.',
  },
  busy: {
    title: 'Bitte versuchen Sie es gleich noch einmal',
    text: 'Die Seite kann im Moment nicht gezeigt werden.',
  },
};
