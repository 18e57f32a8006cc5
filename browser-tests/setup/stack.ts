/** What runs during the tests. */
export type Stack = {
  storefrontUrl: string
  /** Where a test may serve a storefront of its own: Clerk's tokens for pages of this origin count. */
  otherStorefrontUrl: string
  backendUrl: string
  publishableKey: string
  /** The backend as the storefront reaches it. */
  gateUrl: string
  /** The file with the output of the backend and the storefront. */
  log: string
  admin: { email: string; password: string }
  clerk: { apiUrl: string; secretKey: string; publishableKey: string }
  /** The sign-ins that the demo shows on its sign-in page. */
  demoUsers: { email: string; password: string; stage: string }[]
}

/** Returns what the global set-up has started. */
export function runningStack(): Stack {
  const described = process.env.CEDAR_STACK
  if (!described) {
    throw new Error("Nothing runs. Start the tests with npm run test:browser.")
  }
  return JSON.parse(described) as Stack
}
