import type { CustomerWords } from './customer-words.js';

export const it: CustomerWords = {
  name: 'Italiano',
  title: 'Il suo conto',
  overdue: (customer) =>
    customer === null ? 'Importo scaduto' : `Salve ${customer}, questo è l’importo scaduto`,
  nothingOverdue: (customer) =>
    customer === null ? 'Nulla è scaduto' : `Salve ${customer}, nulla è scaduto`,
  summary: (invoices, date) =>
    invoices === 1
      ? `1 fattura, scaduta il ${date}`
      : `${invoices} fatture, la più vecchia scaduta il ${date}`,
  dueOn: (date) => `scadenza ${date}`,
  received: 'Ricevuto, non ancora assegnato a una fattura',
  comingUp: 'In arrivo',
  allPaid: 'È tutto pagato. Grazie!',
  more: (invoices) => `e altre ${invoices}`,
  bankTransfer: 'Bonifico bancario',
  to: 'A',
  reference: 'Causale',
  amount: 'Importo',
  payOnline: 'Paga online',
  copy: 'Copia',
  copied: 'Copiato',
  copyAll: 'Copia i dati del bonifico',
  forYou:
    'Questa pagina è solo per lei: non inoltri il link. I promemoria si fermano appena arriva il pagamento.',
  somethingWrong: 'Qualcosa non va?',
  question: (reference) => `Domanda sul conto ${reference}`,
  language: 'Lingua',
  gone: {
    title: 'Questo link non apre nulla',
    text: 'Forse è scaduto o incompleto. Usi il link dell’ultimo messaggio ricevuto oppure ne chieda uno nuovo.',
  },
  busy: { title: 'Riprovi tra un momento', text: 'In questo momento la pagina non può essere mostrata.' },
};
