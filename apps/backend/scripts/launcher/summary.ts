import { demo, shown } from "./paths"
import { demoUsers } from "./shoppers"
import type { Backend } from "./start"

/** What a newcomer needs to go on: addresses, sign-ins and the first call. */
export function summary({ file, admin, seeded, clerk, shop }: Backend): string {
  const lines = [
    "",
    `Backend          ${file.backend_url}`,
    `Publishable key  ${file.publishable_key}`,
    ...(seeded ? [`Admin            ${admin.email}  ${file.admin.password ?? "(ADMIN_PASSWORD)"}`] : []),
    `All of it        ${shown(demo.file)}`,
    `Log              ${shown(demo.log)}`,
  ]
  const [shopper] = file.users
  if (!clerk || !shopper) {
    return lines.join("\n")
  }
  const users = demoUsers(shopper.password).map(
    ({ email, account_type, standing }) =>
      // How far they have come is true only where they were brought there.
      `  ${email.padEnd(28)} ${seeded && standing !== account_type ? `${account_type}, ${standing}` : account_type}`
  )
  return [
    ...lines,
    "",
    `Shoppers of the Clerk stand-in (${clerk.apiUrl}), password ${shopper.password}`,
    ...users,
    "",
    "A session token, and who it belongs to:",
    "",
    `  TOKEN=$(curl -s ${clerk.apiUrl}/v1/stand-in/sign-in -H 'content-type: application/json' \\`,
    `    -d '${JSON.stringify({ email: shopper.email, password: shopper.password })}' \\`,
    `    | node -p 'JSON.parse(fs.readFileSync(0)).token')`,
    `  curl -s ${file.backend_url}/store/customers/sync-role/me -H "Authorization: Bearer $TOKEN" \\`,
    `    -H 'x-publishable-api-key: ${shop.publishableKey}'`,
  ].join("\n")
}
