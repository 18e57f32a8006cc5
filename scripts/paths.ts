import path from "node:path"

/** The root of the repository. */
export const ROOT = path.resolve(__dirname, "..")

/** Returns a path below the root. */
export const fromRoot = (...parts: string[]): string => path.join(ROOT, ...parts)
