/** Random choices that are the same for the same seed. */
export type Random = {
  /** From 0 to 1, without 1. */
  fraction: () => number
  /** Returns an integer from `least` to `most`. */
  whole: (least: number, most: number) => number
  chance: (probability: number) => boolean
  pick: <T>(choices: readonly T[]) => T
  /** Returns some of the choices, each at most once, in any order. */
  some: <T>(choices: readonly T[], count: number) => T[]
}

/**
 * Makes reproducible random choices (mulberry32), so that a failing test can be repeated.
 *
 * @example
 * const random = createRandom(7)
 * const quantity = random.whole(1, 100)
 */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1))
  return {
    fraction,
    whole,
    chance: (probability) => fraction() < probability,
    pick: (choices) => choices[whole(0, choices.length - 1)],
    some: (choices, count) => {
      const left = [...choices]
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(whole(0, left.length - 1), 1)[0])
    },
  }
}
