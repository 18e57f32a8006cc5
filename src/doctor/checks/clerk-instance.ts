import { type InstanceState, readInstance } from "../../clerk/instance"
import { type Check, type Finding, ok, warning, wrong } from "../finding"

/** Whether Clerk accepts the secret key, and whether the public key belongs to the same instance. */
export const clerkInstance: Check = {
  name: "clerk_instance",
  title: "Clerk",
  async look({ options: { clerk }, production }) {
    const found = findingsOf(await readInstance(clerk))
    if (production && clerk.secretKey.startsWith("sk_test_")) {
      found.push(
        warning(
          "The secret key belongs to a development instance, but NODE_ENV is production.",
          "Set CLERK_SECRET_KEY to the key of your production instance (sk_live_…)."
        )
      )
    }
    return found
  },
}

const findingsOf = (instance: InstanceState): Finding[] => {
  switch (instance.state) {
    case "refused":
      return [wrong("Clerk refuses the secret key.", "Copy it again from the Clerk dashboard, API keys, into CLERK_SECRET_KEY.")]
    case "away":
      return [
        wrong(
          `Clerk does not answer: ${instance.reason}`,
          "Check that this machine reaches Clerk's Backend API, then run the command again."
        ),
      ]
    case "reached": {
      const { users, knowsJwtKey } = instance
      const accepted = ok(`Clerk accepts the secret key (${users.toLocaleString("en-US")} ${users === 1 ? "user" : "users"})`)
      return knowsJwtKey
        ? [accepted]
        : [
            wrong(
              "clerk.jwtKey is not a key of the instance that clerk.secretKey belongs to, so every session token is refused.",
              "Copy both from the same instance (Clerk dashboard, API keys), or leave jwtKey out."
            ),
            accepted,
          ]
    }
  }
}
