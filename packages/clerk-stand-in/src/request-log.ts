export type RecordedRequest = { method: string; path: string }

/** The Backend API calls that arrived, faulty and refused ones included. */
export type ClerkStandInRequests = {
  count(): number
  list(): RecordedRequest[]
  reset(): void
}

/**
 * Remembers calls, so that a test can say how often Clerk was asked.
 *
 * @example
 * standIn.requests.reset();
 * await sync();
 * expect(standIn.requests.count()).toBe(1);
 */
export function createRequestLog(): ClerkStandInRequests & { record(request: RecordedRequest): void } {
  let requests: RecordedRequest[] = []
  return {
    count: () => requests.length,
    list: () => requests.map((request) => ({ ...request })),
    reset() {
      requests = []
    },
    record({ method, path }) {
      requests.push({ method, path })
    },
  }
}
