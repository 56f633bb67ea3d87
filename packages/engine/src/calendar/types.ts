/** A moment: epoch milliseconds, UTC. Every comparison of facts is made on these (S0). */
export type Instant = number;

/** A calendar date, 'YYYY-MM-DD', years 0000 to 9999: dates compare as their strings do. */
export type CalendarDate = string;

/** A calendar date as the number of days since 1970-01-01: the form for inner loops. */
export type EpochDay = number;
