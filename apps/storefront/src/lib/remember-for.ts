/**
 * Returns a function that asks again only after a while, and shares each answer meanwhile. Failures are not kept. For
 * questions of which there are few, because it forgets none of them.
 *
 * @example
 * const listForGuests = rememberFor(60, (locale: Locale) => listAll(locale))
 */
export const rememberFor = <Arguments extends unknown[], Value>(
  seconds: number,
  ask: (...args: Arguments) => Promise<Value>
): ((...args: Arguments) => Promise<Value>) => {
  const answers = new Map<string, { until: number; answer: Promise<Value> }>()
  return (...args) => {
    const question = JSON.stringify(args)
    const known = answers.get(question)
    if (known && known.until > Date.now()) {
      return known.answer
    }
    const answer = ask(...args)
    answers.set(question, { until: Date.now() + seconds * 1000, answer })
    answer.catch(() => answers.delete(question))
    return answer
  }
}
