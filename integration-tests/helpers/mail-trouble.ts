import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Shop } from "./shop"

/**
 * In a `describe` whose tests let the mail server be away: keeps what the app warns of, and leaves unsaid that the event
 * bus logs whatever a subscriber fails with. Gives the warnings of the running test.
 */
export const watchMailTrouble = (shop: Shop): (() => string[]) => {
  let warnings: jest.SpyInstance
  beforeEach(() => {
    const logger = shop.container.resolve(ContainerRegistrationKeys.LOGGER)
    warnings = jest.spyOn(logger, "warn")
    jest.spyOn(logger, "error").mockReturnValue()
  })
  afterEach(() => {
    jest.restoreAllMocks()
  })
  return () => warnings.mock.calls.map(([text]) => String(text))
}
