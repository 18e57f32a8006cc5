import { messageOf } from "../text/message-of"
import { authorizedParties } from "./checks/authorized-parties"
import { clerkInstance } from "./checks/clerk-instance"
import { customerGroup } from "./checks/customer-group"
import { database } from "./checks/database"
import { migrations } from "./checks/migrations"
import { indexes } from "./checks/indexes"
import { paymentOnAccount } from "./checks/payment-on-account"
import { privateFiles } from "./checks/private-files"
import { roleSync } from "./checks/role-sync"
import { severalInstances } from "./checks/several-instances"
import { versions } from "./checks/versions"
import { webhooks } from "./checks/webhooks"
import type { Check, Finding, Shop } from "./finding"

/** In the order in which a merchant mends what is wrong: nothing works without the database. */
export const CHECKS: readonly Check[] = [
  versions,
  database,
  migrations,
  indexes,
  clerkInstance,
  authorizedParties,
  webhooks,
  roleSync,
  paymentOnAccount,
  customerGroup,
  privateFiles,
  severalInstances,
]

/** The findings of one check. */
export type CheckResult = Pick<Check, "name" | "title"> & { findings: Finding[] }

/**
 * Checks a shop without changing anything. A check that fails is a finding, and the others still run.
 *
 * @param onResult called after each check
 *
 * @example
 * const results = await runChecks({ container, options, production: true }, ({ title }) => console.log(title))
 */
export const runChecks = async (shop: Shop, onResult: (result: CheckResult) => void = () => undefined): Promise<CheckResult[]> => {
  const results: CheckResult[] = []
  for (const { name, title, look } of CHECKS) {
    const result = { name, title, findings: await findingsOf(look, shop) }
    results.push(result)
    onResult(result)
  }
  return results
}

const findingsOf = async (look: Check["look"], shop: Shop): Promise<Finding[]> => {
  try {
    return [await look(shop)].flat()
  } catch (error) {
    return [
      {
        verdict: "wrong",
        message: `This check failed: ${messageOf(error)}`,
        advice: "Mend what the checks above say, then run the command again.",
      },
    ]
  }
}
