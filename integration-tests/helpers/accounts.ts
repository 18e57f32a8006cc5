import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createInvitesWorkflow } from "@medusajs/medusa/core-flows"
import type { HttpClient } from "./http"

const ADMIN = { email: "admin@shop.test", password: "the admin's password" }

/** A Medusa sign-in with a password. */
export type PasswordCustomer = { id: string; email: string; password: string; token: string }

const expectStatus = <T extends { status: number; body: unknown }>(answer: T, ...statuses: number[]): T => {
  if (!statuses.includes(answer.status)) {
    throw new Error(`Expected ${statuses.join(" or ")}, got ${answer.status}: ${JSON.stringify(answer.body)}`)
  }
  return answer
}

/** Creates an admin by invitation, as a shop does, and signs in. Returns token and id. */
export const createAdmin = async (
  http: HttpClient,
  container: MedusaContainer,
  email = ADMIN.email
): Promise<{ token: string; id: string }> => {
  const { result: invites } = await createInvitesWorkflow(container).run({ input: { invites: [{ email }] } })
  const credentials = { email, password: ADMIN.password }
  const registered = expectStatus(await http.post<{ token: string }>("/auth/user/emailpass/register", { body: credentials }), 200)
  const accepted = expectStatus(
    await http.post<{ user: { id: string } }>(`/admin/invites/accept?token=${invites[0].token}`, {
      token: registered.body.token,
      body: { first_name: "Ada", last_name: "Admin" },
    }),
    200
  )
  const { body } = expectStatus(await http.post<{ token: string }>("/auth/user/emailpass", { body: credentials }), 200)
  return { token: body.token, id: accepted.body.user.id }
}

/** Registers a customer with a password over HTTP and signs in. */
export const registerCustomer = async (
  http: HttpClient,
  { email = `${randomUUID()}@example.com`, password = "a long password" }: { email?: string; password?: string } = {}
): Promise<PasswordCustomer> => {
  const registered = expectStatus(
    await http.post<{ token: string }>("/auth/customer/emailpass/register", { body: { email, password } }),
    200
  )
  const created = expectStatus(
    await http.post<{ customer: { id: string } }>("/store/customers", { token: registered.body.token, body: { email } }),
    200
  )
  const token = await signIn(http, { email, password })
  return { id: created.body.customer.id, email, password, token }
}

/** Signs in with a password and returns the token. */
export const signIn = async (http: HttpClient, { email, password }: { email: string; password: string }): Promise<string> => {
  const { body } = expectStatus(await http.post<{ token: string }>("/auth/customer/emailpass", { body: { email, password } }), 200)
  return body.token
}

/** Turns a Medusa token into a session and returns its cookie. */
export const openSession = async (http: HttpClient, token: string): Promise<string> => {
  const { headers } = expectStatus(await http.post("/auth/session", { token }), 200)
  const cookie = headers.getSetCookie().find((line) => line.startsWith("connect.sid="))
  if (!cookie) {
    throw new Error("POST /auth/session set no cookie")
  }
  return cookie.split(";")[0]
}
