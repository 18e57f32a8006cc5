import { randomBytes } from "node:crypto"
import { createClerkClient } from "@clerk/backend"
import { runningStack } from "../setup/stack"
import { admin } from "./admin"

export const PASSWORD = "correct horse battery"

/** Somebody with an account. `company` is unique, so that a page that shows another one's is found out. */
export type Person = { id: string; email: string; firstName: string; company?: string }

const clerk = () => {
  const { apiUrl, secretKey } = runningStack().clerk
  return createClerkClient({ apiUrl, secretKey, telemetry: { disabled: true } })
}

/** A part of a name or an address that nobody else has. */
export const unique = (): string => randomBytes(4).toString("hex")

/** Signs an individual up at Clerk, with an address of their own unless one is given. The shop hears of them by webhook, or at their first visit. */
export const newIndividual = (email?: string): Promise<Person> => signUp({ accountType: "individual" }, email)

/** Signs a business up at Clerk. Its application is pending. */
export const newBusiness = (): Promise<Person> =>
  signUp({ accountType: "business", company: `Lindner ${unique()} GmbH`, tax_id: "DE136695976" })

/** Signs businesses up whose names begin alike and end in a number, and waits until the shop knows all of them. */
export const newBusinesses = async (name: string, count: number): Promise<void> => {
  for (let number = 1; number <= count; number++) {
    const company = `${name} ${String(number).padStart(2, "0")}`
    await signUp({ accountType: "business", company, tax_id: "DE136695976" })
  }
  await admin.waiting(name, count)
}

/** Signs a business up and verifies it. */
export const newVerifiedBusiness = async (): Promise<Person> => {
  const person = await newBusiness()
  await admin.decide(person, { is_verified: true })
  return person
}

const signUp = async (unsafeMetadata: { accountType: string; company?: string; tax_id?: string }, address?: string): Promise<Person> => {
  const firstName = `Mara${unique()}`
  const email = address ?? `${firstName.toLowerCase()}@example.com`
  const { id } = await clerk().users.createUser({
    emailAddress: [email],
    password: PASSWORD,
    firstName,
    lastName: "Lindner",
    unsafeMetadata,
  })
  return { id, email, firstName, ...(unsafeMetadata.company !== undefined && { company: unsafeMetadata.company }) }
}

/** Returns the demo's shopper at a stage, who has orders and quotes. */
export const demoUser = (stage: string): { email: string; password: string } => {
  const user = runningStack().demoUsers.find((one) => one.stage === stage)
  if (!user) {
    throw new Error(`The demo has nobody who is ${stage}.`)
  }
  return user
}

/** Ends all sessions of somebody, as an admin at Clerk does. */
export const ban = async ({ id }: Person): Promise<void> => void (await clerk().users.banUser(id))

/** Reads the code that Clerk would have sent by e-mail. */
export const emailedCode = async (email: string): Promise<string> => {
  const query = new URLSearchParams({ email })
  const answer = await fetch(`${runningStack().clerk.apiUrl}/v1/stand-in/email-codes?${query}`)
  const { email_codes } = (await answer.json()) as { email_codes: { code: string }[] }
  const code = email_codes[0]?.code
  if (!code) {
    throw new Error(`Nobody has sent a code to ${email}.`)
  }
  return code
}
