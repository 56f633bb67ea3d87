/** Leaves room up to the end of the calendar (9999) for every date that is counted from business now. */
export const END_OF_BUSINESS_TIME = new Date('9000-01-01T00:00:00Z');
