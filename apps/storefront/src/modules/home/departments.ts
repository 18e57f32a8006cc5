import type { Department } from "@/components/illustrations/pictures"

/** The departments in the order of the start page. Their texts are `home.departments`. */
export const DEPARTMENTS = ["tools", "safety", "storage", "desk", "paper"] as const satisfies readonly Department[]
