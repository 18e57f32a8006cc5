/** Lease length. A process that misses it is presumed dead, and another one may take over its work. */
export const LEASE_SECONDS = 20

/** Three renewals per lease: one that fails or comes late does not end it. */
const RENEW_EVERY_MS = (LEASE_SECONDS * 1000) / 3

/**
 * Renews a lease for as long as a job runs. Ignores failed renewals: whatever the job writes next checks the lease anyway.
 *
 * @example
 * await whileLeased(() => reconciliations.keep(record), () => compareUsers(run, record))
 */
export const whileLeased = async <T>(renew: () => Promise<unknown>, job: () => Promise<T>): Promise<T> => {
  const renewing = setInterval(() => void renew().catch(() => undefined), RENEW_EVERY_MS).unref()
  try {
    return await job()
  } finally {
    clearInterval(renewing)
  }
}
