import { runningStack } from "../setup/stack"
import { emailedCode, PASSWORD } from "./people"

/** A browser as Clerk knows it, without pages. */
export type ClerkBrowser = {
  token: string
  /** Calls Clerk's Frontend API as Clerk's script does, and returns what it responds. */
  call(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, form?: Record<string, string>): Promise<Record<string, unknown>>
}

/** Signs somebody in at Clerk with a new browser. */
export async function signInAtClerk({ email, password = PASSWORD }: { email: string; password?: string }): Promise<ClerkBrowser> {
  const { storefrontUrl, clerk } = runningStack()
  const answer = await fetch(`${clerk.apiUrl}/v1/dev_browser`, { method: "POST" })
  const { token } = (await answer.json()) as { token: string }
  const browser: ClerkBrowser = {
    token,
    async call(method, path, form = {}) {
      const query = new URLSearchParams({ __clerk_db_jwt: token, ...(method !== "GET" && { _method: method }) })
      const sent = method === "GET" ? {} : { method: "POST", body: new URLSearchParams(form) }
      const reply = await fetch(`${clerk.apiUrl}/v1/${path}?${query}`, { ...sent, headers: { origin: storefrontUrl } })
      if (!reply.ok) {
        throw new Error(`${method} ${path} of ${email} was answered ${reply.status} ${await reply.text()}.`)
      }
      const { response } = (await reply.json()) as { response: Record<string, unknown> }
      return response
    },
  }
  await browser.call("POST", "client/sign_ins", { identifier: email, password })
  return browser
}

/** Gives somebody's account at Clerk another e-mail address, which takes the place of the present one. */
export async function changeEmailAtClerk(person: { email: string }, email: string): Promise<void> {
  const browser = await signInAtClerk(person)
  const { primary_email_address_id: before } = await browser.call("GET", "me")
  const { id } = await browser.call("POST", "me/email_addresses", { email_address: email })
  await browser.call("POST", `me/email_addresses/${String(id)}/prepare_verification`, { strategy: "email_code" })
  await browser.call("POST", `me/email_addresses/${String(id)}/attempt_verification`, { code: await emailedCode(email) })
  await browser.call("PATCH", "me", { primary_email_address_id: String(id) })
  await browser.call("DELETE", `me/email_addresses/${String(before)}`)
}
