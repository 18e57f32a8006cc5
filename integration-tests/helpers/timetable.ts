import { WorkflowScheduler } from "@medusajs/framework/orchestration"

/** Disables scheduled jobs: at a full minute one would run in the middle of a test. */
export const stopTimetable = (): Promise<void> => new WorkflowScheduler().clear()
