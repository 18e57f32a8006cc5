import { fromRoot } from "./paths"

/** The catalogue of error codes, which imports nothing. */
export const SERVER_ERROR_CATALOGUE = fromRoot("src/error-catalogue.ts")

/** The storefront kit is a package of its own and has the same file again. */
export const KIT_ERROR_CATALOGUE = fromRoot("packages/storefront/src/error-catalogue.ts")
