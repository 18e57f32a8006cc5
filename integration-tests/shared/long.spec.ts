import path from "node:path"
import { shareApp } from "../helpers/shared-app"
import { HTTP } from "./spec-files"

/** Properties of the whole shop, with all of their examples. */
const FILES = ["quote-acceptance-races.spec.ts", "quote-negotiation.spec.ts", "webhook-order.spec.ts"]

shareApp(Object.fromEntries(FILES.map((file) => [file, () => require(path.join(HTTP, file))])))
