import { runningStack } from "../setup/stack"
import { eventually } from "./eventually"

type Body = Record<string, unknown>

let signedIn: Promise<string> | undefined

const call = async (method: "GET" | "POST", path: string, body?: Body): Promise<{ status: number; body: Body }> => {
  signedIn ??= signIn()
  const answer = await fetch(`${runningStack().backendUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${await signedIn}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}

const signIn = async (): Promise<string> => {
  const { backendUrl, admin: credentials } = runningStack()
  const answer = await fetch(`${backendUrl}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(credentials),
  })
  return String(((await answer.json()) as Body).token)
}

type Listed = { customer_id: string; verification_status: string; verification_note: string | null; customer: { email: string } }

/** The shop's admin, over HTTP. */
export const admin = {
  /** Returns the application of a business, which reaches the shop by webhook or at the first visit. */
  application: (person: { email: string }): Promise<Listed> =>
    eventually(`${person.email} has applied`, async () => {
      const { body } = await call("GET", `/admin/customers/business?q=${encodeURIComponent(person.email)}`)
      const [found] = body.customers as Listed[]
      if (!found) {
        throw new Error(`The shop does not know ${person.email}.`)
      }
      return found
    }),

  /** Returns how many entries a list has. */
  async count(path: string): Promise<number> {
    const { body } = await call("GET", path)
    return Number(body.count)
  },

  /** Waits until the search finds so many applications. */
  waiting: (search: string, count: number): Promise<void> =>
    eventually(
      `${count} applications of ${search} wait`,
      async () => {
        const { body } = await call("GET", `/admin/customers/business?status=pending&limit=1&q=${encodeURIComponent(search)}`)
        if (body.count !== count) {
          throw new Error(`The shop knows ${String(body.count)}.`)
        }
      },
      60
    ),

  /** Changes the draft of a quote, as somebody else does it than the admin at the page. */
  async changeQuote(id: string, change: Body): Promise<void> {
    const { status, body } = await call("POST", `/admin/quotes/${id}`, change)
    if (status !== 200) {
      throw new Error(`The change of the quote was answered ${status} ${JSON.stringify(body)}.`)
    }
  },

  /** Returns a business's customer groups. */
  async groupsOf(person: { email: string }): Promise<string[]> {
    const { customer_id } = await admin.application(person)
    const { body } = await call("GET", `/admin/customers/${customer_id}?fields=groups.id`)
    return (body.customer as { groups: { id: string }[] }).groups.map(({ id }) => id)
  },

  /** Takes a business out of its customer groups behind the plugin's back, which a comparison with Clerk finds. */
  async leaveGroups(person: { email: string }): Promise<void> {
    const { customer_id } = await admin.application(person)
    await call("POST", `/admin/customers/${customer_id}/customer-groups`, { remove: await admin.groupsOf(person) })
  },

  /** Sets how many of an article can still be ordered. */
  async setStock(sku: string, available: number): Promise<void> {
    const found = await call("GET", `/admin/inventory-items?sku=${encodeURIComponent(sku)}&fields=id,*location_levels`)
    const [item] = found.body.inventory_items as { id: string; location_levels: { location_id: string; reserved_quantity: number }[] }[]
    const [level] = item?.location_levels ?? []
    if (!item || !level) {
      throw new Error(`The shop has no stock of ${sku}.`)
    }
    const { status, body } = await call("POST", `/admin/inventory-items/${item.id}/location-levels/${level.location_id}`, {
      stocked_quantity: level.reserved_quantity + available,
    })
    if (status !== 200) {
      throw new Error(`The stock of ${sku} was answered ${status} ${JSON.stringify(body)}.`)
    }
  },

  /** Verifies, rejects or revokes a business. */
  async decide(person: { email: string }, decision: { is_verified: boolean; note?: string }): Promise<void> {
    const { customer_id } = await admin.application(person)
    const { status, body } = await call("POST", "/admin/customers/verify", { customer_id, ...decision })
    if (status !== 200) {
      throw new Error(`The decision on ${person.email} was answered ${status} ${JSON.stringify(body)}.`)
    }
  },
}
