/** A route of the shop that pages in the browser may call through this site. */
type PassedOn = { methods: readonly string[]; path: RegExp }

const ID = "[\\w-]{1,100}"

/**
 * The routes that Cedar passes on, with the visitor's own credential. Each of them asks the shop who calls; the list only
 * keeps this site from becoming a door to all of it.
 */
const ROUTES: readonly PassedOn[] = [
  { methods: ["POST"], path: /^\/store\/orders\/create-bulk(\/(preview|cart))?$/ },
  { methods: ["GET"], path: /^\/store\/orders\/create-bulk\/template\.csv$/ },
  { methods: ["GET"], path: /^\/store\/products$/ },
  { methods: ["POST"], path: /^\/store\/quotes\/request$/ },
  { methods: ["GET"], path: new RegExp(`^/store/quotes(/${ID}(/(pdf|attachments/${ID}))?)?$`) },
  { methods: ["POST"], path: new RegExp(`^/store/quotes/${ID}/(accept|decline|renegotiate|cancel|messages)$`) },
  { methods: ["GET", "POST"], path: /^\/store\/saved-lists$/ },
  { methods: ["GET", "POST", "DELETE"], path: new RegExp(`^/store/saved-lists/${ID}$`) },
]

/**
 * Tells whether a call is passed on to the shop. Compares the path as it stands in the address, so nothing encoded gets
 * past.
 *
 * @example
 * isPassedOn("POST", "/store/orders/create-bulk/preview") // true
 */
export const isPassedOn = (method: string, path: string): boolean =>
  ROUTES.some((route) => route.methods.includes(method) && route.path.test(path))
