import type { CalendarDate, EpochDay } from './types.js';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** 0000-01-01 and 9999-12-31. */
const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;
/** From 0000-03-01, where the arithmetic below counts from, to 1970-01-01. */
const DAYS_BEFORE_EPOCH = 719_468;
const DAYS_PER_ERA = 146_097;

/** The number of days from 1970-01-01 to a date; refuses (RangeError) what is not a date that exists. */
export function toEpochDay(date: CalendarDate): EpochDay {
  const parts = DATE.exec(date);
  if (parts === null) throw new RangeError(`"${date}" is not a date of the form YYYY-MM-DD`);
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`the date ${date} does not exist`);
  }
  return fromCivil(year, month, day);
}

/** The date a number of days after 1970-01-01; refuses (RangeError) days outside the years 0000 to 9999. */
export function fromEpochDay(epochDay: EpochDay): CalendarDate {
  const { year, month, day } = toCivil(epochDay);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** The date n days later (earlier where n is negative): calendar days, never milliseconds (S1). */
export function addDays(date: CalendarDate, n: number): CalendarDate {
  return fromEpochDay(toEpochDay(date) + n);
}

/** How many days `to` lies after `from`: a difference of calendar dates (S1), negative where it lies before. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** The day of the week of a date: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: CalendarDate): number {
  const sinceMonday = (toEpochDay(date) + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}

/** How many days a month (1 to 12) has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// Years that begin in March put the leap day last, so the days before a month need no table
// (Howard Hinnant, "chrono-compatible low-level date algorithms"). Date.UTC would read years below 100 as 19xx.
function fromCivil(year: number, month: number, day: number): EpochDay {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_BEFORE_EPOCH;
}

function toCivil(epochDay: EpochDay): { year: number; month: number; day: number } {
  if (!Number.isInteger(epochDay) || epochDay < FIRST_DAY || epochDay > LAST_DAY) {
    throw new RangeError(`day ${epochDay} lies outside the years 0000 to 9999`);
  }
  const days = epochDay + DAYS_BEFORE_EPOCH;
  const era = Math.floor(days / DAYS_PER_ERA);
  const dayOfEra = days - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
