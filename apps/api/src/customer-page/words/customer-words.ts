/** What the customer's page says in one language. Amounts and dates arrive as they are written in it. */
export interface CustomerWords {
  /** Its own name. */
  name: string;
  /** Of the page. */
  title: string;
  overdue: (customer: string | null) => string;
  nothingOverdue: (customer: string | null) => string;
  /** Below the amount: how many invoices, and since when. */
  summary: (invoices: number, oldestDueOn: string) => string;
  dueOn: (date: string) => string;
  /** Money that belongs to no invoice yet and lowers what is owed. */
  received: string;
  comingUp: string;
  allPaid: string;
  more: (invoices: number) => string;
  bankTransfer: string;
  to: string;
  reference: string;
  amount: string;
  payOnline: string;
  copy: string;
  copied: string;
  copyAll: string;
  forYou: string;
  somethingWrong: string;
  /** The subject of a message about it. */
  question: (reference: string) => string;
  language: string;
  gone: { title: string; text: string };
  busy: { title: string; text: string };
}
