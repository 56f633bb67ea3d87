import { beforeAll, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { renderInConsole } from '../../parts/render.testing.js';
import { RibbonView } from './ribbon-view.js';
import { movement, ribbonWith } from './ribbon.testing.js';

const ribbon = ribbonWith([{ from: '2026-11-11', to: '2026-12-24' }], {
  from: '2026-05-01',
  movements: [
    movement({
      effect: 'opens',
      causes: [{ kind: 'invoicePastDue', invoice: 'INV-1', dueOn: '2026-11-10', effect: 8_900 }],
    }),
  ],
  sentence: 'Past due 14 days in a row since 11 November 2026.',
});

beforeAll(() => {
  // Nothing has a size in jsdom.
  globalThis.ResizeObserver = class {
    constructor(private readonly told: ResizeObserverCallback) {}
    observe(): void {
      const contentRect = { width: 570, height: 200 } as DOMRectReadOnly;
      this.told([{ contentRect } as ResizeObserverEntry], this);
    }
    unobserve = jest.fn();
    disconnect = jest.fn();
  };
});

const focused = (): string | null | undefined => document.activeElement?.getAttribute('aria-label');

it('is one picture that its sentence tells', async () => {
  renderInConsole(<RibbonView ribbon={ribbon} />);
  expect(await screen.findByRole('img', { name: ribbon.sentence })).toBeDefined();
});

it('says what was true on a day that is chosen', async () => {
  renderInConsole(<RibbonView ribbon={ribbon} />);
  await userEvent.click(await screen.findByRole('button', { name: /^Wed, Nov 11, day 1/ }));
  expect(await screen.findByText('Day 1, €89.00 overdue')).toBeDefined();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByText('Day 1, €89.00 overdue')).toBeNull());
});

it('is one stop of the Tab key, and the arrows go from day to day, beyond those shown', async () => {
  renderInConsole(<RibbonView ribbon={ribbon} />);
  const days = await screen.findAllByRole('button', { name: /overdue|past due/ });
  expect(days).toHaveLength(30);
  expect(days.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);

  const today = screen.getByRole('button', { name: /^Today/ });
  today.focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(focused()).toMatch(/^Mon, Nov 23, day 13/);
  await userEvent.keyboard('{PageUp}{PageUp}{PageUp}');
  expect(focused()).toMatch(/^Mon, Nov 2, nothing overdue/);
});

it('moves what is shown with the strip beneath', async () => {
  renderInConsole(<RibbonView ribbon={ribbon} />);
  const strip = await screen.findByRole('slider', { name: 'Dates shown' });
  fireEvent.keyDown(strip, { key: 'Home' });
  expect(strip.getAttribute('aria-valuetext')).toBe('May 1 to May 30');
  fireEvent.keyDown(strip, { key: 'ArrowRight' });
  expect(strip.getAttribute('aria-valuetext')).toBe('May 8 to Jun 6');
  fireEvent.keyDown(strip, { key: 'End' });
  expect(strip.getAttribute('aria-valuetext')).toBe('Nov 25 to Dec 24');
});
