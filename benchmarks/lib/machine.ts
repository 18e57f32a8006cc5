import os from "node:os"

/** What the figures were taken on, and how busy it was: absolute figures mean nothing without. */
export const describeMachine = (): string => {
  const cpus = os.cpus()
  const memory = Math.round(os.totalmem() / 1024 ** 3)
  const load = os.loadavg()[0] ?? 0
  const machine = `Node ${process.versions.node}, ${cpus.length} cores (${cpus[0]?.model.trim() ?? "unknown"}), ${memory} GB`
  const busy = load > cpus.length / 2 ? ": it is busy, so repeat this when it is not" : ""
  return `${machine}, load ${load.toFixed(1)} at the start${busy}`
}
