import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"
import { packageEntries, readPackage } from "../package-entries"
import { fromRoot } from "../paths"
import { surfaceOf } from "../source"
import { cleanEnvironment, runToEnd } from "./processes"

/** Code as merchants write it with the plugin. The last lines prove that types arrive: with `any` they would compile. */
const CONSUMER = `
import type { MedusaContainer } from "@medusajs/framework/types"
import { defineMiddlewares } from "@medusajs/framework/http"
import { clerkBearer, requireBusiness, type RequireBusinessOptions } from "PLUGIN/guards"
import { getCompanyName, getCustomerAccountType, isBusinessCustomer, isVerifiedCustomer } from "PLUGIN/helpers"
import { syncRoleWorkflow, verifyBusinessWorkflow } from "PLUGIN/workflows"
import { CustomerRoleError, ERROR_CATALOGUE, isErrorCode } from "PLUGIN/errors"
import { CustomerRoleEvents } from "PLUGIN/events"
import { CUSTOMER_ROLE_MODULE } from "PLUGIN/modules/customer-role"
import type { AccountType, CustomerRole, ErrorCode, PluginOptionsInput } from "PLUGIN/types"

const guard: RequireBusinessOptions = { feature: "price_sheet", level: "verified" }

export const middlewares = defineMiddlewares({
  routes: [{ matcher: "/b2b", middlewares: [clerkBearer, requireBusiness(guard)] }],
})

export const options: PluginOptionsInput = {
  clerk: { secretKey: "sk_test_1", authorizedParties: ["https://shop.example"] },
  access: { bulkOrders: "verified" },
}

export const describeCustomer = async (container: MedusaContainer, id: string): Promise<string> => {
  const type: AccountType | null = await getCustomerAccountType(container, id)
  const company: string | null = await getCompanyName(container, id)
  const business: boolean = await isBusinessCustomer(container, id)
  const verified: boolean = await isVerifiedCustomer(container, id)
  const record = await container.resolve(CUSTOMER_ROLE_MODULE).getCustomerMetaByCustomerId(id)
  return [type, company, business, verified, record?.verification_status].join(" ")
}

export const verified: "customer_role.verified" = CustomerRoleEvents.VERIFIED
export const status: number = new CustomerRoleError("role_not_synced").status
export const code: ErrorCode | undefined = isErrorCode("busy") ? "busy" : undefined
export const notFound: 404 = ERROR_CATALOGUE.not_found.status
export const workflows = [syncRoleWorkflow, verifyBusinessWorkflow]
export const allowed = (role: CustomerRole): boolean => role.access.bulk_orders.allowed

// @ts-expect-error a guard must say what it guards
requireBusiness({})
// @ts-expect-error there is no such level
requireBusiness({ feature: "price_sheet", level: "everybody" })
// @ts-expect-error there is no such code
new CustomerRoleError("no_such_code")
// @ts-expect-error a helper takes the container and an id
isVerifiedCustomer("cus_123")
`

const RESOLUTIONS = {
  node16: { module: "Node16", moduleResolution: "Node16" },
  bundler: { module: "ESNext", moduleResolution: "bundler" },
} as const

/** How a merchant's TypeScript resolves modules. */
export type Resolution = keyof typeof RESOLUTIONS

export const RESOLUTION_NAMES = ["node16", "bundler"] as const satisfies Resolution[]

/** Type-checks the merchant's code. @throws Error with the compiler's output */
export const typeCheckConsumer = async (app: string, resolution: Resolution): Promise<void> => {
  const folder = path.join(app, "consumer", resolution)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, "shop.ts"), CONSUMER.replaceAll("PLUGIN", readPackage().name))
  const compilerOptions = {
    target: "ES2022",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    types: ["node"],
    ...RESOLUTIONS[resolution],
  }
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["shop.ts"] }))
  await runToEnd(process.execPath, [path.join(app, "node_modules/typescript/bin/tsc"), "-p", folder], { cwd: app, env: cleanEnvironment() })
}

/** Loads an entry in a process of its own, with `require` and with `import`. @throws Error that names what is missing */
export const loadEntry = async (app: string, entry: string): Promise<void> => {
  const source = packageEntries().find((known) => known.entry === entry)?.source ?? ""
  const { values } = surfaceOf(fromRoot(source))
  const specifier = JSON.stringify(`${readPackage().name}/${entry}`)
  const script = `
    const wanted = ${JSON.stringify(values)}
    const differences = (loaded) => [
      ...wanted.filter((name) => loaded[name] === undefined).map((name) => name + " is missing"),
      ...Object.keys(loaded).filter((name) => !["default", "module.exports", "__esModule", ...wanted].includes(name)).map((name) => name + " is not announced"),
    ]
    const required = differences(require(${specifier}))
    import(${specifier}).then((loaded) => {
      console.error(JSON.stringify({ required, imported: differences(loaded) }))
      process.exit(required.length + differences(loaded).length > 0 ? 1 : 0)
    })`
  await runToEnd(process.execPath, ["-e", script], { cwd: app, env: cleanEnvironment() })
}
