import { demo, shownPath } from "./paths"
import type { Progress } from "./progress"
import { demoUsers } from "./shoppers"
import type { Backend } from "./start"

/** Returns what a newcomer needs next: addresses, sign-ins and a first request. */
export function summary({ file, admin, seeded, clerk, shop, storefront }: Backend, { bold, cyan }: Progress["colours"]): string {
  const lines = [
    "",
    ...(storefront === undefined ? [] : [`Storefront       ${bold(cyan(storefront))}`]),
    ...(file.dashboard_url === undefined ? [] : [`Admin dashboard  ${bold(cyan(file.dashboard_url))}`]),
    `Backend          ${file.backend_url}`,
    `Publishable key  ${file.publishable_key}`,
    ...(seeded ? [`Admin            ${admin.email}  ${file.admin.password ?? "(ADMIN_PASSWORD)"}`] : []),
    `All of this      ${shownPath(demo.file)}`,
    `Log              ${shownPath(demo.log)}`,
  ]
  const [shopper] = file.users
  if (!clerk || !shopper) {
    return lines.join("\n")
  }
  const users = demoUsers(shopper.password).map(
    ({ email, account_type, stage }) =>
      // Without seed data the shoppers have not reached their stages.
      `  ${email.padEnd(28)} ${seeded && stage !== account_type ? `${account_type}, ${stage}` : account_type}`
  )
  return [
    ...lines,
    "",
    `Shoppers of the Clerk stand-in (${clerk.apiUrl}), password ${shopper.password}`,
    ...users,
    "",
    "Get a session token and read its customer's role:",
    "",
    `  TOKEN=$(curl -s ${clerk.apiUrl}/v1/stand-in/sign-in -H 'content-type: application/json' \\`,
    `    -d '${JSON.stringify({ email: shopper.email, password: shopper.password })}' \\`,
    `    | node -p 'JSON.parse(fs.readFileSync(0)).token')`,
    `  curl -s ${file.backend_url}/store/customers/sync-role/me -H "Authorization: Bearer $TOKEN" \\`,
    `    -H 'x-publishable-api-key: ${shop.publishableKey}'`,
  ].join("\n")
}
