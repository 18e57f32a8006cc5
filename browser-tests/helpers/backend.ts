import { runningStack } from "../setup/stack"

const setGate = async (state: "open" | "closed"): Promise<void> =>
  void (await fetch(`${runningStack().gateUrl}/gate/${state}`, { method: "POST" }))

/** Takes the backend away from the storefront while `work` runs. */
export async function withBackendDown<T>(work: () => Promise<T>): Promise<T> {
  await setGate("closed")
  try {
    return await work()
  } finally {
    await setGate("open")
  }
}
