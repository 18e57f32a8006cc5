/** Where a customer stands in the list that led to them. */
export type QueuePlace = { position: number; count: number; previous: string | undefined; next: string | undefined }

/** A stretch of the list: its customers in order, how many come before, and how many the list has. */
export type Stretch = { ids: string[]; offset: number; count: number }

/**
 * Returns where a customer stands. A customer who has left the list, by a decision, keeps the place at which `lastIndex` saw
 * them: whoever moved up is next.
 *
 * @example
 * placeOf("cus_2", { ids: ["cus_1", "cus_2", "cus_3"], offset: 0, count: 3 }, undefined)
 * // { position: 2, count: 3, previous: "cus_1", next: "cus_3" }
 */
export const placeOf = (customerId: string, { ids, offset, count }: Stretch, lastIndex: number | undefined): QueuePlace | undefined => {
  const index = ids.indexOf(customerId)
  if (index >= 0) {
    return { position: offset + index + 1, count, previous: ids[index - 1], next: ids[index + 1] }
  }
  return lastIndex === undefined
    ? undefined
    : { position: offset + lastIndex + 1, count, previous: ids[lastIndex - 1], next: ids[lastIndex] }
}
