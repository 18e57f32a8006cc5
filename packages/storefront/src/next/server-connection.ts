import { auth } from "@clerk/nextjs/server"
import { createCustomerRoleClient, type CustomerRoleClient } from "../client.js"

/** How to reach Medusa. */
export type ServerConnection = {
  /** @default the environment variable `MEDUSA_BACKEND_URL`, else `NEXT_PUBLIC_MEDUSA_BACKEND_URL` */
  baseUrl?: string
  /** @default the environment variable `NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY` */
  publishableKey?: string
  /** The function that sends requests. @default the global `fetch` */
  fetch?: typeof fetch
}

/** Fills in missing settings from the environment. */
export const connectionOf = ({ baseUrl, publishableKey, fetch }: ServerConnection) => ({
  baseUrl: present(
    baseUrl ?? process.env.MEDUSA_BACKEND_URL ?? process.env.NEXT_PUBLIC_MEDUSA_BACKEND_URL,
    "MEDUSA_BACKEND_URL",
    "baseUrl"
  ),
  publishableKey: present(
    publishableKey ?? process.env.NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY,
    "NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY",
    "publishableKey"
  ),
  fetch,
})

/** Returns the client of the signed-in customer, or `undefined` if nobody is signed in. */
export const clientOfVisitor = async (connection: ServerConnection): Promise<CustomerRoleClient | undefined> => {
  const { userId, getToken } = await auth()
  return userId ? createCustomerRoleClient({ ...connectionOf(connection), getToken }) : undefined
}

const present = (value: string | undefined, variable: string, option: string): string => {
  if (!value) {
    throw new Error(`Nothing says where Medusa is: set ${variable}, or give ${option}.`)
  }
  return value
}
