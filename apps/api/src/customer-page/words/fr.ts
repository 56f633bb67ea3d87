import type { CustomerWords } from './customer-words.js';

export const fr: CustomerWords = {
  name: 'Français',
  title: 'Votre compte',
  overdue: (customer) => (customer === null ? 'Montant échu' : `Bonjour ${customer}, voici le montant échu`),
  nothingOverdue: (customer) =>
    customer === null ? 'Rien n’est échu' : `Bonjour ${customer}, rien n’est échu`,
  summary: (invoices, date) =>
    invoices === 1
      ? `1 facture, échue le ${date}`
      : `${invoices} factures, la plus ancienne échue le ${date}`,
  dueOn: (date) => `échéance le ${date}`,
  received: 'Reçu, pas encore affecté à une facture',
  comingUp: 'À venir',
  allPaid: 'Tout est payé. Merci !',
  more: (invoices) => `et ${invoices} de plus`,
  bankTransfer: 'Virement bancaire',
  to: 'À',
  reference: 'Référence',
  amount: 'Montant',
  payOnline: 'Payer en ligne',
  copy: 'Copier',
  copied: 'Copié',
  copyAll: 'Copier les coordonnées du virement',
  forYou:
    'Cette page est faite pour vous : ne transmettez pas son lien. Les rappels s’arrêtent dès que votre paiement arrive.',
  somethingWrong: 'Quelque chose ne va pas ?',
  question: (reference) => `Question sur le compte ${reference}`,
  language: 'Langue',
  gone: {
    title: 'Ce lien n’ouvre rien',
    text: 'Il a peut-être expiré ou est incomplet. Utilisez le lien du dernier message reçu, ou demandez-en un nouveau.',
  },
  busy: {
    title: 'Veuillez réessayer dans un instant',
    text: 'La page ne peut pas être affichée pour le moment.',
  },
};
