import type { Page } from '@dunwell/contract';
import type { Agent } from 'supertest';

/** All items of a list, asked for so many at a time, each page from where the one before ended. */
export async function everyPage<T>(http: Agent, path: string, limit: number): Promise<T[]> {
  const items: T[] = [];
  for (let cursor = ''; ;) {
    const { body } = await http
      .get(path)
      .query({ limit, ...(cursor && { cursor }) })
      .expect(200);
    const page = body as Page<T>;
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}
