import type { MiddlewareFunction, MiddlewareRoute } from "@medusajs/framework/http"
import { BULK_ORDERS } from "../../../modules/customer-role/features"
import { refuseImpersonation } from "../../guards/impersonation"
import { limitCalls } from "../../guards/limit-calls"
import { requireBusiness } from "../../guards/require-business"
import { requireCustomer } from "../../guards/require-customer"
import { CustomerRoleError } from "../../../errors"
import { answering } from "../../http/answer"
import { validateBody } from "../../http/validate"
import { StoreCreateSavedList, StoreUpdateSavedList } from "./validators"

/** A list commits the shop to nothing, so businesses may keep lists before they are verified, as they may preview an order. */
const businessOnly = [requireCustomer, limitCalls("otherRoutes"), requireBusiness({ feature: BULK_ORDERS, level: "business" })]

/** Answers 404 to malformed ids: a path may contain text that PostgreSQL rejects. */
const validateListId: MiddlewareFunction = answering((req, _res, next) => {
  if (!/^slist_\w{1,64}$/.test(req.params.id)) {
    throw new CustomerRoleError("not_found")
  }
  next()
})

export const storeSavedListMiddlewares: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/store/saved-lists", middlewares: businessOnly },
  {
    methods: ["POST"],
    matcher: "/store/saved-lists",
    bodyParser: false,
    middlewares: [...businessOnly, refuseImpersonation, validateBody(StoreCreateSavedList, { limit: "2mb" })],
  },
  { methods: ["GET"], matcher: "/store/saved-lists/:id", middlewares: [...businessOnly, validateListId] },
  {
    methods: ["POST"],
    matcher: "/store/saved-lists/:id",
    bodyParser: false,
    middlewares: [...businessOnly, refuseImpersonation, validateListId, validateBody(StoreUpdateSavedList, { limit: "2mb" })],
  },
  { methods: ["DELETE"], matcher: "/store/saved-lists/:id", middlewares: [...businessOnly, refuseImpersonation, validateListId] },
]
