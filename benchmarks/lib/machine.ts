import os from "node:os"

/** Describes the machine and its load, without which absolute figures mean nothing. */
export const describeMachine = (): string => {
  const cpus = os.cpus()
  const memory = Math.round(os.totalmem() / 1024 ** 3)
  const load = os.loadavg()[0] ?? 0
  const machine = `Node ${process.versions.node}, ${cpus.length} cores (${cpus[0]?.model.trim() ?? "unknown"}), ${memory} GB`
  const busy = load > cpus.length / 2 ? ": it is busy, so repeat this later" : ""
  return `${machine}, load ${load.toFixed(1)} at the start${busy}`
}
