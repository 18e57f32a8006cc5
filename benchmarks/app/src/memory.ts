const EVERY_MS = 50

/** Resident megabytes of this process while something was done, one sample after another. */
export type Memory = number[]

/** Does something and watches the memory that the process uses meanwhile. */
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
