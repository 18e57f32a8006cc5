/** Reports progress to the person at the terminal until it is silenced. */
export type Progress = {
  /** Runs one stage and prints it with its duration. */
  stage<T>(title: string, work: () => Promise<T>): Promise<T>
  say(line?: string): void
  silence(): void
}

/** @example const database = await progress.stage("PostgreSQL", () => openDatabase()) */
export function createProgress(): Progress {
  let silent = false
  const say = (line = "") => {
    if (!silent) {
      console.log(line)
    }
  }
  return {
    say,
    silence: () => {
      silent = true
    },
    async stage(title, work) {
      const begun = performance.now()
      const result = await work()
      say(`  ${title.padEnd(52)} ${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s`)
      return result
    },
  }
}
