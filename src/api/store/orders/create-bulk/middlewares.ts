import { validateAndTransformQuery, type MiddlewareFunction, type MiddlewareRoute } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { StoreGetOrderParams } from "@medusajs/medusa/api/store/orders/validators"
import { CustomerRoleError } from "../../../../errors"
import { BULK_ORDERS } from "../../../../modules/customer-role/features"
import { refuseImpersonation } from "../../../guards/refuse-impersonation"
import { requireBusiness } from "../../../guards/require-business"
import { answering, sendError } from "../../../http/answer"
import { validateBody } from "../../../http/validate"
import { bulkOrderQueryConfig } from "./query-config"
import { StoreCreateBulkOrder } from "./validators"

const transformFields = validateAndTransformQuery(StoreGetOrderParams, bulkOrderQueryConfig)

/** `fields` as on Medusa's order routes, refused with our code. */
const validateFields: MiddlewareFunction = answering((req, res, next) =>
  transformFields(req, res, (error?: unknown) => {
    if (error instanceof MedusaError) {
      sendError(res, new CustomerRoleError("invalid_request", error.message))
      return
    }
    next(error)
  })
)

export const storeBulkOrderMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/store/orders/create-bulk",
    bodyParser: false,
    middlewares: [
      requireBusiness({ feature: BULK_ORDERS }),
      refuseImpersonation,
      validateFields,
      validateBody(StoreCreateBulkOrder, "2mb"),
    ],
  },
]
