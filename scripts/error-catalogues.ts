import { readFileSync } from "node:fs"
import { ERROR_CATALOGUE } from "../src/error-catalogue"
import { fromRoot } from "./paths"

/** What the storefront kit, a package of its own, has of the catalogue of error codes: where, and how it reads. */
export const kitErrorFiles = (): { file: string; text: string }[] => [
  { file: fromRoot("packages/storefront/src/error-catalogue.ts"), text: readFileSync(SERVER_ERROR_CATALOGUE, "utf8") },
  { file: fromRoot("packages/storefront/src/error-codes.ts"), text: errorCodesText() },
]

/** The catalogue, which imports nothing. */
export const SERVER_ERROR_CATALOGUE = fromRoot("src/error-catalogue.ts")

/** Its messages are for the server to give: without them, what browsers load is a third smaller. */
const errorCodesText = (): string => `import type { ErrorCode } from "./error-catalogue.js"

// Written by \`npm run manifest\`: the codes of the catalogue without its messages, which browsers do not need.
const CODES: Record<ErrorCode, 1> = {
${Object.keys(ERROR_CATALOGUE)
  .map((code) => `  ${code}: 1,`)
  .join("\n")}
}

/** Whether a value is a code of the catalogue. */
export const isKnownCode = (value: unknown): value is ErrorCode => typeof value === "string" && Object.hasOwn(CODES, value)
`
