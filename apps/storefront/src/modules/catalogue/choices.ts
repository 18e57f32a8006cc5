/** Ranges of prices to choose from, in major units; the last one has no end. */
export const PRICE_BANDS = ["0-10", "10-25", "25-75", "75-"] as const

/** The orders in which products can stand. */
export const SORTS = ["best", "price", "-price", "name"] as const
