/** The shop's own time zone, in which its days begin. */
const TIME_ZONE = "Europe/Berlin"

/**
 * Returns the end of the first working day after a moment: Monday to Friday. By then the shop has answered.
 *
 * @example
 * answerDue("2026-11-27T10:00:00Z") // Monday, 30 November
 */
export const answerDue = (since: string): Date => {
  const due = new Date(Date.parse(since) + DAY)
  while (["Sat", "Sun"].includes(weekday(due))) {
    due.setTime(due.getTime() + DAY)
  }
  return due
}

const DAY = 24 * 60 * 60 * 1000

const weekday = (date: Date): string => new Intl.DateTimeFormat("en", { weekday: "short", timeZone: TIME_ZONE }).format(date)
