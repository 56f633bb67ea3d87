import type { SavedView } from '@dunwell/contract';
import { expect, it } from '@jest/globals';
import { viewShown } from './same-query.js';

const view: SavedView = {
  id: 'v1',
  screen: 'accounts',
  name: 'Evening',
  shared: false,
  mine: true,
  createdBy: 'Hanna',
  query: { pastDue: true, tag: 'evening' },
};

it('knows the view that is shown, whatever the order of its parts', () => {
  const shown = (query: object) => viewShown([view], { screen: 'accounts', query })?.id;
  expect(shown({ tag: 'evening', pastDue: true })).toBe('v1');
  expect(shown({ tag: 'evening', pastDue: true, q: undefined })).toBe('v1');
  expect(shown({ tag: 'evening', pastDue: false })).toBeUndefined();
  expect(shown({ tag: 'evening', pastDue: true, sort: 'name' })).toBeUndefined();
});
