import { LOOPBACK } from "local-postgres"
import type { Shops } from "./shop"

/** Checks that the guards guard, since one that lets everybody in is always fast. */
export const checkGuards = async ({ ports, publishableKey, customers, individual }: Shops): Promise<void> => {
  const business = customers[0]
  const expected: [port: number, path: string, token: string | undefined, status: number][] = [
    [ports.plain, "/store/bench/open", business?.medusaToken, 200],
    [ports.plain, "/store/bench/seeds", business?.medusaToken, 200],
    [ports.plain, "/store/bench/seeds", individual.medusaToken, 403],
    [ports.plugin, "/store/bench/open", individual.medusaToken, 200],
    [ports.plugin, "/store/bench/business", business?.medusaToken, 200],
    [ports.plugin, "/store/bench/business", business?.clerkToken, 200],
    [ports.plugin, "/store/bench/business", individual.medusaToken, 403],
    [ports.plugin, "/store/bench/business", individual.clerkToken, 403],
    [ports.plugin, "/store/bench/business", undefined, 401],
    [ports.plugin, "/bench/open", undefined, 401],
    [ports.plugin, "/bench/business", business?.medusaToken, 200],
    [ports.plugin, "/bench/business", individual.medusaToken, 403],
    [ports.plugin, "/bench/seeds", individual.medusaToken, 403],
  ]
  for (const [port, path, token, status] of expected) {
    const answer = await fetch(`http://${LOOPBACK}:${port}${path}`, {
      headers: { "x-publishable-api-key": publishableKey, ...(token && { authorization: `Bearer ${token}` }) },
    })
    if (answer.status !== status) {
      throw new Error(`GET ${path} should answer ${status} and answered ${answer.status}: ${await answer.text()}`)
    }
  }
}
