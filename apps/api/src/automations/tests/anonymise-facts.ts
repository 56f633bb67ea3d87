import type { AllocationInput, AttributeValues, ExampleFacts } from '@dunwell/contract';

/** What an anonymised account is called everywhere. */
const ACCOUNT = 'EXAMPLE';

/** The attributes of an example that may stay as they are, by name; all others are left out. */
export interface KeptAttributes {
  account: ReadonlySet<string>;
  invoice: ReadonlySet<string>;
}

/**
 * The facts of an account without what says whose they are: names, addresses, keys and references are replaced by made-up
 * ones, always the same for the same facts. Dates, amounts, statuses, plans and tags stay.
 */
export function anonymiseFacts(facts: ExampleFacts, kept: KeptAttributes): ExampleFacts {
  const invoice = numbering('INV');
  const payment = numbering('PAY');
  const credit = numbering('CREDIT');
  const subscription = numbering('SUB');
  const method = numbering('METHOD');
  const allocations = (all: readonly AllocationInput[] | undefined) =>
    all && { allocations: all.map((one) => ({ ...one, invoice: invoice(one.invoice) })) };
  const account = { account: ACCOUNT };
  return {
    accounts: facts.accounts?.map(({ name, email, paymentUrl, attributes, ...row }) => ({
      ...row,
      ...account,
      ...madeUp('name', name, 'Example customer'),
      ...madeUp('email', email, 'customer@example.com'),
      ...madeUp('paymentUrl', paymentUrl, 'https://pay.example/account'),
      ...only(attributes, kept.account),
    })),
    invoices: facts.invoices?.map(({ attributes, ...row }) => ({
      ...row,
      ...account,
      number: invoice(row.number),
      ...only(attributes, kept.invoice),
    })),
    payments: facts.payments?.map((row) => ({
      ...row,
      ...account,
      reference: payment(row.reference),
      ...allocations(row.allocations),
    })),
    credits: facts.credits?.map((row) => ({
      ...row,
      ...account,
      reference: credit(row.reference),
      ...allocations(row.allocations),
    })),
    subscriptions: facts.subscriptions?.map((row) => ({ ...row, ...account, key: subscription(row.key) })),
    paymentMethods: facts.paymentMethods?.map((row) => ({ ...row, ...account, key: method(row.key) })),
    tags: facts.tags?.map((row) => ({ ...row, ...account })),
    holds: facts.holds?.map(({ note: _, ...row }) => ({
      ...row,
      ...account,
      ...(row.invoice !== undefined && { invoice: invoice(row.invoice) }),
    })),
  };
}

/** "INV-1", "INV-2": the same for the same name, counted as they are met. */
function numbering(prefix: string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const given = known.get(name) ?? `${prefix}-${known.size + 1}`;
    known.set(name, given);
    return given;
  };
}

/** What is not set stays so: rules ask for it. */
function madeUp<Name extends string>(
  name: Name,
  value: string | null | undefined,
  instead: string,
): Partial<Record<Name, string | null>> {
  if (value === undefined) return {};
  return { [name]: value === null ? null : instead } as Partial<Record<Name, string | null>>;
}

function only(
  attributes: AttributeValues | undefined,
  kept: ReadonlySet<string>,
): { attributes?: AttributeValues } {
  const left = Object.entries(attributes ?? {}).filter(([name]) => kept.has(name));
  return left.length === 0 ? {} : { attributes: Object.fromEntries(left) };
}
