import type { ListLink } from '@dunwell/contract';
import type { Agent } from 'supertest';

/** Every item of a list, page by page; an item that comes twice fails. */
export async function walkList<Item>(
  http: Agent,
  { path, query }: { path: string; query: object },
  { limit = 20 }: { limit?: number } = {},
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = null; ;) {
    const response = await http
      .get(`/api/v1${path}`)
      .query({ ...query, limit, ...(cursor === null ? {} : { cursor }) });
    if (response.status !== 200) throw new Error(response.text);
    const page = response.body as { items: Item[]; nextCursor: string | null };
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  const texts = items.map((item) => JSON.stringify(item));
  if (new Set(texts).size < texts.length) throw new Error(`${path} gives an item twice`);
  return items;
}

/** The items behind a figure. */
export const behind = <Item>(http: Agent, list: ListLink | null): Promise<Item[]> => {
  if (list === null) throw new Error('The figure has no list.');
  return walkList<Item>(http, list);
};

/** Amounts added up by currency, without sums of 0. */
export function sumsOf<Item>(
  items: readonly Item[],
  read: (item: Item) => { currency: string; amount: number },
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const item of items) {
    const { currency, amount } = read(item);
    if (amount !== 0) sums[currency] = (sums[currency] ?? 0) + amount;
  }
  return sums;
}
