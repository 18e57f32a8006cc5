import type { Reply } from "./reply"
import type { ApiRequest } from "./request"

type Handler = (request: ApiRequest, id: string) => Reply | Promise<Reply>

export type Route = { method: string; path: RegExp; handle: Handler }

/** One API: the paths that are its own, what comes before each of its calls, and its routes. */
export type RouteGroup = {
  owns: RegExp
  /** An answer given here is the answer. */
  before?: (request: ApiRequest) => Promise<Reply | undefined>
  routes: Route[]
}

/**
 * A route; `:id`, once at most, becomes the second argument of its handler.
 *
 * @example
 * route("POST", "/v1/users/:id/ban", (_request, id) => jsonReply(users.ban(id)));
 */
export function route(method: string, path: string, handle: Handler): Route {
  return { method, path: new RegExp(`^${path.replace(":id", "([^/]+)")}/?$`), handle }
}

/** Answers by the first group that owns the path; `undefined` where nothing is there. */
export async function dispatch(groups: RouteGroup[], request: ApiRequest): Promise<Reply | undefined> {
  const group = groups.find(({ owns }) => owns.test(request.path))
  const early = await group?.before?.(request)
  if (early) {
    return early
  }
  for (const { method, path, handle } of group?.routes ?? []) {
    const match = method === request.method ? path.exec(request.path) : null
    if (match) {
      return handle(request, match[1] ?? "")
    }
  }
  return undefined
}
