/** Stops what the set-up has started. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.stopStack?.()
}
