/**
 * How far a placement has come. `running`: the process that began it is working on it. `undoing`: everything it wrote is
 * being removed. `placed`: the order is complete. `done`: its event was emitted, too. A running placement becomes `placed` or
 * `undoing`, and never changes from one of those to the other.
 */
export const PLACEMENT_STATUSES = ["running", "undoing", "placed", "done"] as const

/** How far a placement has come. */
export type PlacementStatus = (typeof PLACEMENT_STATUSES)[number]
