/**
 * How far a placement is. `running`: the process that began it works on it. `undoing`: nothing of it is to stay. `placed`:
 * the order is complete. `done`: its event was emitted, too. A running placement becomes `placed` or `undoing`, and never
 * changes from one of those to the other.
 */
export const PLACEMENT_STATUSES = ["running", "undoing", "placed", "done"] as const

/** How far a placement is. */
export type PlacementStatus = (typeof PLACEMENT_STATUSES)[number]
