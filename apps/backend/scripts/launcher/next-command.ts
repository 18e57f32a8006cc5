import { ForeseenError } from "./foreseen-error"
import { STOREFRONT } from "./paths"

/** Returns the path of Next's command. @throws {ForeseenError} if it is not installed */
export function nextCommand(): string {
  try {
    return require.resolve("next/dist/bin/next", { paths: [STOREFRONT] })
  } catch {
    throw new ForeseenError("Next.js is not installed. Run npm install and start again.")
  }
}
