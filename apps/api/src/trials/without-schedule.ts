/** The local time at which a rule without a schedule is tried. */
export const WITHOUT_SCHEDULE = '12:00';
