import type { Formats } from "./formats"
import type { Labels } from "./labels"
import type { Typesetter } from "./text/typesetter"

/** What every part of the document is made with. */
export type Tools = { typesetter: Typesetter; formats: Formats; labels: Labels }
