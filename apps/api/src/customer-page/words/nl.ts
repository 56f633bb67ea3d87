import type { CustomerWords } from './customer-words.js';

export const nl: CustomerWords = {
  name: 'Nederlands',
  title: 'Uw rekening',
  overdue: (customer) =>
    customer === null ? 'Dit is over de vervaldatum' : `Hallo ${customer}, dit is over de vervaldatum`,
  nothingOverdue: (customer) =>
    customer === null ? 'Niets is over de vervaldatum' : `Hallo ${customer}, niets is over de vervaldatum`,
  summary: (invoices, date) =>
    invoices === 1
      ? `1 factuur, vervallen op ${date}`
      : `${invoices} facturen, de oudste vervallen op ${date}`,
  dueOn: (date) => `vervaldatum ${date}`,
  received: 'Ontvangen, nog niet aan een factuur toegewezen',
  comingUp: 'Binnenkort',
  allPaid: 'Alles is betaald. Dank u wel!',
  more: (invoices) => `en nog ${invoices}`,
  bankTransfer: 'Overschrijving',
  to: 'Aan',
  reference: 'Kenmerk',
  amount: 'Bedrag',
  payOnline: 'Online betalen',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  copyAll: 'Gegevens voor de overschrijving kopiëren',
  forYou:
    'Deze pagina is alleen voor u: geef de link niet door. Herinneringen stoppen zodra uw betaling binnen is.',
  somethingWrong: 'Klopt er iets niet?',
  question: (reference) => `Vraag over rekening ${reference}`,
  language: 'Taal',
  gone: {
    title: 'Deze link opent niets',
    text: 'Misschien is hij verlopen of onvolledig. Gebruik de link in het laatste bericht, of vraag om een nieuwe.',
  },
  busy: {
    title: 'Probeer het zo meteen nog eens',
    text: 'De pagina kan op dit moment niet worden getoond.',
  },
};
