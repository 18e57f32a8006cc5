import { createSyncRoleHandler } from "medusa-customer-role-storefront/next"
import { medusaConnection } from "@/lib/medusa/client"

const handler = (request: Request): Promise<Response> => createSyncRoleHandler(medusaConnection())(request)

export { handler as GET, handler as POST }
