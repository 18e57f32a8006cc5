import { existsSync, readdirSync, statSync } from "node:fs"
import path from "node:path"

/** Tells whether a folder of built files is missing, or older than the sources. */
export function isOlderThan(built: string, sources: string[], isWanted: (entry: string) => boolean = () => true): boolean {
  return !existsSync(built) || newest(sources, isWanted) > oldestFile(built)
}

// Counts folders too: removing a file changes only the time of its folder.
function newest(sources: string[], isWanted: (entry: string) => boolean): number {
  return Math.max(...sources.flatMap((source) => [source, ...entries(source)].filter(isWanted)).map((entry) => statSync(entry).mtimeMs))
}

function oldestFile(folder: string): number {
  const times = entries(folder)
    .map((entry) => statSync(entry))
    .filter((stat) => stat.isFile())
  return Math.min(...times.map((stat) => stat.mtimeMs))
}

function entries(source: string): string[] {
  return statSync(source).isFile()
    ? []
    : readdirSync(source, { recursive: true, encoding: "utf8" }).map((entry) => path.join(source, entry))
}
