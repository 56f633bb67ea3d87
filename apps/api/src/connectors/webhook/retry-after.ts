const LONGEST = 86_400;
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** A Retry-After header, in seconds or as an HTTP date, as seconds from now, at most a day; undefined: it says nothing. */
export function retryAfterSeconds(header: string | undefined, machineNow: Date): number | undefined {
  const text = header?.trim() ?? '';
  const seconds = /^\d{1,10}$/.test(text)
    ? Number(text)
    : HTTP_DATE.test(text)
      ? Math.ceil((Date.parse(text) - machineNow.getTime()) / 1_000)
      : NaN;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), LONGEST);
}
