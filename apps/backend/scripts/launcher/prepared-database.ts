import { demo } from "./paths"
import { readPrivate, writePrivate } from "./private-file"

type Step = "migrated" | "seeded" | "settled" | "weeks"
type Done = Partial<Record<Step, string>>

/**
 * Remembers which steps ran on a database, and from which files, so that the next start skips them. A database that
 * cannot be identified always counts as new.
 */
export class PreparedDatabase {
  private readonly all = readPrivate<Record<string, Done>>(demo.progress) ?? {}

  constructor(private readonly identity: string | undefined) {}

  get(step: Step): string | undefined {
    return this.identity === undefined ? undefined : this.all[this.identity]?.[step]
  }

  set(step: Step, value: string): void {
    if (this.identity !== undefined) {
      this.all[this.identity] = { ...this.all[this.identity], [step]: value }
      writePrivate(demo.progress, this.all)
    }
  }
}
