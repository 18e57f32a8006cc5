/** The most units of a line. */
export const MOST_UNITS = 99_999
