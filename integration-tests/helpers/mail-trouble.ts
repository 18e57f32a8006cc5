import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Shop } from "./shop"

/**
 * For a `describe` whose tests take the mail server down. Collects the app's warnings, silences the event bus's log of
 * subscriber errors, and returns the warnings of the running test.
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
