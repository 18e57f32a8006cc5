import type { Formats } from "./formats"
import type { Labels } from "./labels"
import type { Typesetter } from "./text/typesetter"

/** The tools that every section of the document uses. */
export type Tools = { typesetter: Typesetter; formats: Formats; labels: Labels }
