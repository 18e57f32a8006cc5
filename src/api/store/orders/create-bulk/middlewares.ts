import { validateAndTransformQuery, type MiddlewareFunction, type MiddlewareRoute } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { StoreGetCartsCart } from "@medusajs/medusa/api/store/carts/validators"
import { StoreGetOrderParams } from "@medusajs/medusa/api/store/orders/validators"
import { CustomerRoleError } from "../../../../errors"
import { BULK_ORDERS } from "../../../../modules/customer-role/features"
import { limitCalls, oneAtATime } from "../../../guards/limit-calls"
import { refuseImpersonation } from "../../../guards/impersonation"
import { requireBusiness } from "../../../guards/require-business"
import { requireCustomer } from "../../../guards/require-customer"
import { answering, sendError } from "../../../http/answer"
import { validateBody } from "../../../http/validate"
import { bulkCartQueryConfig, bulkOrderQueryConfig } from "./query-config"
import { StoreCreateBulkOrder } from "./validators"

/** Checks `fields` as Medusa's own routes do, and answers with our error code. */
const validateFields = (...parameters: Parameters<typeof validateAndTransformQuery>): MiddlewareFunction => {
  const transformFields = validateAndTransformQuery(...parameters)
  return answering((req, res, next) =>
    transformFields(req, res, (error?: unknown) => {
      if (error instanceof MedusaError) {
        sendError(res, new CustomerRoleError("invalid_request", error.message))
        return
      }
      next(error)
    })
  )
}

/** Previews and carts commit the shop to nothing, so businesses may use them before they are verified. */
const requireAnyBusiness = requireBusiness({ feature: BULK_ORDERS, level: "business" })

const validateOrder = validateBody(StoreCreateBulkOrder, { limit: "2mb" })

export const storeBulkOrderMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/store/orders/create-bulk",
    bodyParser: false,
    middlewares: [
      requireCustomer,
      limitCalls("bulkOrders"),
      requireBusiness({ feature: BULK_ORDERS }),
      refuseImpersonation,
      validateFields(StoreGetOrderParams, bulkOrderQueryConfig),
      validateOrder,
    ],
  },
  {
    methods: ["POST"],
    matcher: "/store/orders/create-bulk/preview",
    bodyParser: false,
    middlewares: [requireCustomer, limitCalls("previews"), requireAnyBusiness, oneAtATime, validateOrder],
  },
  {
    methods: ["POST"],
    matcher: "/store/orders/create-bulk/cart",
    bodyParser: false,
    middlewares: [
      requireCustomer,
      limitCalls("bulkCarts"),
      requireAnyBusiness,
      validateFields(StoreGetCartsCart, bulkCartQueryConfig),
      validateOrder,
    ],
  },
  {
    methods: ["GET"],
    matcher: "/store/orders/create-bulk/template.csv",
    middlewares: [requireCustomer, limitCalls("otherRoutes"), requireAnyBusiness],
  },
]
