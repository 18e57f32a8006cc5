const EVERY_MS = 50

/** Samples of the process's resident memory during some work, in MB. */
export type Memory = number[]

/** Does some work and samples the process's memory meanwhile. */
export const watchingMemory = async <T>(work: () => Promise<T>): Promise<{ found: T; memory: Memory }> => {
  const memory: Memory = []
  const sample = () => void memory.push(process.memoryUsage.rss() / 1024 ** 2)
  sample()
  const sampling = setInterval(sample, EVERY_MS)
  try {
    const found = await work()
    sample()
    return { found, memory }
  } finally {
    clearInterval(sampling)
  }
}
