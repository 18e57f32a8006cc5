import type { MiddlewareFunction, MiddlewareRoute } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_POLICIES } from "../../../policies/customer-role"
import { answering } from "../../http/answer"
import { validateBody, validateQuery } from "../../http/validate"
import {
  CompareWithClerk,
  CorrectRole,
  EraseCustomer,
  GetComparison,
  GetRole,
  ListBusinessCustomers,
  ListRoleSync,
  ResyncRole,
  VerifyCustomers,
  WriteInternalNote,
} from "./validators"

const ID = /^[^\0]{1,255}$/

/** Answers 404 for ids that nobody can have. PostgreSQL refuses to compare NUL. */
const validateId: MiddlewareFunction = answering((req, _res, next) => {
  if (!ID.test(req.params.id)) {
    throw new CustomerRoleError("not_found")
  }
  next()
})

export const adminCustomerRoleMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/admin/customers/verify",
    bodyParser: false,
    middlewares: [validateBody(VerifyCustomers)],
    policies: [CUSTOMER_ROLE_POLICIES.verify],
  },
  {
    methods: ["GET"],
    matcher: "/admin/customers/business",
    middlewares: [validateQuery(ListBusinessCustomers)],
    policies: [CUSTOMER_ROLE_POLICIES.read],
  },
  {
    methods: ["GET"],
    matcher: "/admin/customers/role-sync",
    middlewares: [validateQuery(ListRoleSync)],
    policies: [CUSTOMER_ROLE_POLICIES.read],
  },
  {
    methods: ["POST"],
    matcher: "/admin/customers/role-sync/retry",
    bodyParser: false,
    middlewares: [validateBody(ResyncRole)],
    policies: [CUSTOMER_ROLE_POLICIES.update],
  },
  {
    methods: ["POST"],
    matcher: "/admin/customers/role-sync/retry/:id",
    bodyParser: false,
    middlewares: [validateId, validateBody(ResyncRole)],
    policies: [CUSTOMER_ROLE_POLICIES.update],
  },
  {
    methods: ["GET"],
    matcher: "/admin/customers/role-sync/compare",
    middlewares: [validateQuery(GetComparison)],
    policies: [CUSTOMER_ROLE_POLICIES.read],
  },
  {
    methods: ["POST"],
    matcher: "/admin/customers/role-sync/compare",
    bodyParser: false,
    middlewares: [validateBody(CompareWithClerk)],
    policies: [CUSTOMER_ROLE_POLICIES.update],
  },
  {
    methods: ["GET"],
    matcher: "/admin/customers/:id/role",
    middlewares: [validateId, validateQuery(GetRole)],
    policies: [CUSTOMER_ROLE_POLICIES.read],
  },
  {
    methods: ["GET"],
    matcher: "/admin/customers/:id/role/export",
    middlewares: [validateId],
    policies: [CUSTOMER_ROLE_POLICIES.read],
  },
  {
    methods: ["POST"],
    matcher: "/admin/customers/:id/role",
    bodyParser: false,
    middlewares: [validateId, validateBody(CorrectRole)],
    policies: [CUSTOMER_ROLE_POLICIES.update],
  },
  {
    methods: ["POST"],
    matcher: "/admin/customers/:id/role/note",
    bodyParser: false,
    middlewares: [validateId, validateBody(WriteInternalNote)],
    policies: [CUSTOMER_ROLE_POLICIES.update],
  },
  {
    methods: ["POST"],
    matcher: "/admin/customers/:id/role/erase",
    bodyParser: false,
    middlewares: [validateId, validateBody(EraseCustomer)],
    policies: [CUSTOMER_ROLE_POLICIES.erase],
  },
  {
    methods: ["POST"],
    matcher: "/admin/customers/:id/role/resync",
    bodyParser: false,
    middlewares: [validateId, validateBody(ResyncRole)],
    policies: [CUSTOMER_ROLE_POLICIES.update],
  },
  {
    methods: ["POST"],
    matcher: "/admin/customers/:id/role/restore",
    bodyParser: false,
    middlewares: [validateId, validateBody(ResyncRole)],
    policies: [CUSTOMER_ROLE_POLICIES.update],
  },
]
