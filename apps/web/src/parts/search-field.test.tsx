import { expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { renderInConsole } from './render.testing.js';
import { SearchField } from './search-field.js';

const asked: (string | undefined)[] = [];

function Screen(): ReactElement {
  const [q, setQ] = useState<string | undefined>('before');
  return (
    <>
      <SearchField
        label="Find"
        value={q}
        onChange={(value) => {
          asked.push(value);
          setQ(value);
        }}
      />
      <button onClick={() => setQ('from elsewhere')}>Elsewhere</button>
    </>
  );
}

it('asks once after a pause, and follows what else changes the search', async () => {
  renderInConsole(<Screen />);
  const field = screen.getByLabelText('Find');
  for (const typed of ['l', 'li', ' lind ']) fireEvent.change(field, { target: { value: typed } });
  expect(asked).toEqual([]);
  await waitFor(() => expect(asked).toEqual(['lind']));

  fireEvent.blur(field);
  fireEvent.click(screen.getByRole('button', { name: 'Elsewhere' }));
  expect(screen.getByDisplayValue('from elsewhere')).toBeDefined();
});

it('loses nothing when somebody leaves the field at once', () => {
  asked.length = 0;
  renderInConsole(<Screen />);
  const field = screen.getByLabelText('Find');
  fireEvent.change(field, { target: { value: 'before!' } });
  fireEvent.blur(field);
  expect(asked).toEqual(['before!']);
});
