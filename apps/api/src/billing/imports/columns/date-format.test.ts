import { describe, expect, it } from '@jest/globals';
import { dateFormat, localInstant } from './date-format.js';

const read = (format: string, text: string) => {
  const made = dateFormat(format);
  if (!made.ok) throw new Error(made.reason);
  return made.value(text);
};

describe('dateFormat', () => {
  it.each([
    ['YYYY-MM-DD', '2026-02-28', '2026-02-28', null],
    ['M/D/YYYY', '1/2/2013', '2013-01-02', null],
    ['M/D/YYYY', '12/31/2013', '2013-12-31', null],
    ['DD.MM.YYYY', '05.11.2025', '2025-11-05', null],
    ['YYYYMMDD', '20240229', '2024-02-29', null],
    ['D-M-YYYY', '9-8-2025', '2025-08-09', null],
    ['DD.MM.YYYY HH:mm', '05.11.2025 07:30', '2025-11-05', '07:30:00'],
    ['YYYY-MM-DD H:mm:ss', '2025-11-05 7:30:09', '2025-11-05', '07:30:09'],
  ])('%s reads %s', (format, text, date, time) => {
    expect(read(format, text)).toEqual({ ok: true, value: { date, time } });
  });

  it.each([
    ['YYYY-MM-DD', '2026-02-30'],
    ['YYYY-MM-DD', '2026-13-01'],
    ['YYYY-MM-DD', '2026-2-3'],
    ['YYYY-MM-DD', '2026-02-03T00:00:00Z'],
    ['M/D/YYYY', '2/30/2026'],
    ['M/D/YYYY', '13/1/2026'],
    ['M/D/YYYY', '1/2/26'],
    ['DD.MM.YYYY', '05x11y2025'],
    ['YYYY-MM-DD HH:mm', '2026-02-03 24:00'],
    ['YYYY-MM-DD HH:mm', '2026-02-03 23:60'],
  ])('%s refuses %s', (format, text) => {
    expect(read(format, text)).toMatchObject({ ok: false });
  });

  it.each(['', 'YYYY', 'MM/DD', 'M/D/YY', 'YYYY-MM-DD Z', 'DD.MM.MM.YYYY', 'YYYY-MM-DD mm', 'day'])(
    'is not made of %s',
    (format) => {
      expect(dateFormat(format)).toMatchObject({ ok: false });
    },
  );
});

describe('localInstant', () => {
  it.each([
    ['2025-11-05', '07:30:09', 'Europe/Berlin', '2025-11-05T06:30:09.000Z'],
    // 02:30 does not exist there on that night: the next time that does.
    ['2025-03-30', '02:30:00', 'Europe/Berlin', '2025-03-30T01:00:00.000Z'],
    ['2025-11-05', '00:00:00', 'UTC', '2025-11-05T00:00:00.000Z'],
  ])('%s %s in %s', (date, time, zone, instant) => {
    expect(localInstant(date, time, zone)).toBe(instant);
  });
});
