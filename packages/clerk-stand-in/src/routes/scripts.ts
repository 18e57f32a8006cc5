import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

import { ClerkApiError } from "../errors"
import type { Route, RouteGroup } from "../http/router"

/**
 * Clerk's scripts, `/npm/@clerk/clerk-js@6/dist/clerk.browser.js`, from the npm packages that are installed. Which version the
 * page names makes no difference.
 *
 * @param from - the folder that the packages are looked for from
 */
export function scripts(from: string): RouteGroup {
  const lookUp = createRequire(join(from, "index.js"))

  const read = (name: string, file: string): string | undefined => {
    for (const folder of lookUp.resolve.paths(name) ?? []) {
      try {
        return readFileSync(join(folder, name, "dist", file), "utf8")
      } catch {
        // Not there: the packages may be further up.
      }
    }
    return undefined
  }

  const serve: Route["handle"] = ({ path }) => {
    const [, name = "", file = ""] = /^\/npm\/(@clerk\/[\w-]+)(?:@[\w.-]*)?\/dist\/([\w.-]+\.js)$/.exec(path) ?? []
    const script = name === "" ? undefined : read(name, file)
    if (script === undefined) {
      throw new ClerkApiError(404, "resource_not_found", "not found", `${path} is in no package that is installed.`)
    }
    const headers = { "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=3600" }
    return { status: 200, body: script, headers }
  }

  return { owns: /^\/npm\//, routes: [{ method: "GET", path: /^\/npm\/.+$/, handle: serve }] }
}
