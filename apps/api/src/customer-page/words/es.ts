import type { CustomerWords } from './customer-words.js';

export const es: CustomerWords = {
  name: 'Español',
  title: 'Su cuenta',
  overdue: (customer) =>
    customer === null ? 'Importe vencido' : `Hola ${customer}, este es el importe vencido`,
  nothingOverdue: (customer) =>
    customer === null ? 'No hay nada vencido' : `Hola ${customer}, no hay nada vencido`,
  summary: (invoices, date) =>
    invoices === 1
      ? `1 factura, vencida el ${date}`
      : `${invoices} facturas, la más antigua vencida el ${date}`,
  dueOn: (date) => `vence el ${date}`,
  received: 'Recibido, aún sin asignar a una factura',
  comingUp: 'Próximamente',
  allPaid: 'Todo está pagado. ¡Gracias!',
  more: (invoices) => `y ${invoices} más`,
  bankTransfer: 'Transferencia bancaria',
  to: 'A',
  reference: 'Concepto',
  amount: 'Importe',
  payOnline: 'Pagar en línea',
  copy: 'Copiar',
  copied: 'Copiado',
  copyAll: 'Copiar los datos de la transferencia',
  forYou:
    'Esta página es solo para usted: no comparta su enlace. Los recordatorios cesan en cuanto llega su pago.',
  somethingWrong: '¿Hay algo mal?',
  question: (reference) => `Pregunta sobre la cuenta ${reference}`,
  language: 'Idioma',
  gone: {
    title: 'Este enlace no abre nada',
    text: 'Puede que haya caducado o esté incompleto. Use el enlace del último mensaje que recibió o pida uno nuevo.',
  },
  busy: {
    title: 'Inténtelo de nuevo en un momento',
    text: 'La página no se puede mostrar en este momento.',
  },
};
