import { WorkflowScheduler } from "@medusajs/framework/orchestration"

/** Lets no job begin by itself: at a full minute it would run in the middle of a test. */
export const stopTimetable = (): Promise<void> => new WorkflowScheduler().clear()
