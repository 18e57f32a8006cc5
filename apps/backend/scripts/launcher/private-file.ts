import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { ForeseenError } from "./foreseen-error"
import { shownPath } from "./paths"

/** Writes JSON that only its owner can read. A crash leaves either the old file or the new one. */
export function writePrivate(file: string, content: unknown): void {
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}

/**
 * Reads JSON that {@link writePrivate} wrote.
 *
 * @returns `undefined` if there is no such file
 * @throws {ForeseenError} if the file cannot be read
 */
export function readPrivate<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined
    }
    throw new ForeseenError(`${shownPath(file)} cannot be read or is damaged. Remove it and start again.`)
  }
}
