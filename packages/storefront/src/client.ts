import { type FetchArgs, Store } from "@medusajs/js-sdk"
import { type Connection, MedusaClient, type RefusalListener } from "./medusa-client.js"
import type {
  BulkOrderInput,
  BulkOrderLine,
  BulkOrderPreview,
  CustomerRole,
  FilledBulkCart,
  PlacedBulkOrder,
  Quote,
  QuoteAcceptanceInput,
  QuoteComparison,
  QuoteList,
  QuoteListQuery,
  QuoteMessageInput,
  QuoteRequestInput,
  QuoteWish,
  SavedList,
  SavedListChange,
  SavedListHead,
  SyncedRole,
} from "./types.js"

/** Options of every call. */
export type CallOptions = {
  /** Aborts the request. */
  signal?: AbortSignal
  /** Options for the request, such as `next.revalidate` of Next.js or extra headers. */
  headers?: Record<string, string>
}

/** Options of a call that must not happen twice. */
export type OnceOptions = CallOptions & {
  /**
   * A text of your choice, such as `crypto.randomUUID()` when the form opens. However often you send a request with the
   * same key, it takes effect once.
   */
  idempotencyKey?: string
}

/** Options of a call that returns one of Medusa's records. */
export type FieldsOptions = {
  /** Fields of the answer, in Medusa's syntax: `"*items,+metadata"`. */
  fields?: string
}

/** Options of `GET /store/quotes/:id/pdf`. */
export type QuotePdfOptions = CallOptions & {
  /** 0 is the request. @default the last revision sent */
  revision?: number
  /** The language of words and amounts as a BCP 47 tag, such as `de-DE`. @default the shop's */
  locale?: string
}

/** Calls about the role of the signed-in customer. */
export type RoleCalls = {
  /**
   * Syncs the role with Clerk. Creates the customer if there is none. `POST /store/customers/sync-role`
   *
   * @throws CustomerRoleError `email_required`, `email_unverified`, `email_already_linked`, `invalid_account_claim`, …
   *
   * @example
   * const { customer_role } = await shop.role.sync()
   */
  sync: (options?: CallOptions) => Promise<SyncedRole>
  /**
   * Reads the role. `GET /store/customers/sync-role/:id`
   *
   * @param id - `me`, your own customer id, or your own Clerk id
   * @throws CustomerRoleError `role_not_synced`
   *
   * @example
   * const { customer_role } = await shop.role.retrieve()
   */
  retrieve: (id?: string, options?: CallOptions) => Promise<{ customer_role: CustomerRole }>
  /**
   * Exchanges a Clerk token for a Medusa token, for code that accepts Medusa's only. `POST /auth/customer/clerk`
   *
   * @param token - Clerk's session token. Default: that of the signed-in customer
   *
   * @example
   * const { token } = await shop.role.exchange()
   */
  exchange: (token?: string, options?: CallOptions) => Promise<{ token: string }>
}

/** Calls about orders of many lines. */
export type BulkOrderCalls = {
  /**
   * Places an order, completely or not at all. `POST /store/orders/create-bulk`
   *
   * @throws CustomerRoleError `bulk_order_invalid` with the wrong lines in `errors`, `verification_pending`, …
   *
   * @example
   * const { order } = await shop.bulkOrders.create(
   *   { items: [{ sku: "BOLT-10", quantity: 400 }], shipping_address_id: address.id },
   *   { idempotencyKey }
   * )
   */
  create: (input: BulkOrderInput, options?: OnceOptions & FieldsOptions) => Promise<PlacedBulkOrder>
  /**
   * Returns the prices of an order and what is wrong with it, without placing it. `POST
   * /store/orders/create-bulk/preview`
   *
   * @example
   * const { lines, total, valid } = await shop.bulkOrders.preview({ csv, shipping_address })
   */
  preview: (input: BulkOrderInput, options?: CallOptions) => Promise<BulkOrderPreview>
  /**
   * Puts the lines into a new cart, to be paid at the checkout. `POST /store/orders/create-bulk/cart`
   *
   * @example
   * const { cart } = await shop.bulkOrders.createCart({ from_order_id: "order_…", shipping_address })
   */
  createCart: (input: BulkOrderInput, options?: OnceOptions & FieldsOptions) => Promise<FilledBulkCart>
  /**
   * Returns a CSV template. `GET /store/orders/create-bulk/template.csv`
   *
   * @example
   * link.href = URL.createObjectURL(await shop.bulkOrders.template())
   */
  template: (options?: CallOptions) => Promise<File>
}

/** Calls about the customer's own lists of articles to order again. */
export type SavedListCalls = {
  /**
   * Lists the saved lists by name, without their lines. `GET /store/saved-lists`
   *
   * @example
   * const { saved_lists } = await shop.savedLists.list()
   */
  list: (options?: CallOptions) => Promise<{ saved_lists: SavedListHead[]; count: number }>
  /**
   * Reads a list with its lines. `GET /store/saved-lists/:id`
   *
   * @example
   * const { saved_list } = await shop.savedLists.retrieve(id)
   * const preview = await shop.bulkOrders.preview({ items: saved_list.items, shipping_address })
   */
  retrieve: (id: string, options?: CallOptions) => Promise<{ saved_list: SavedList }>
  /**
   * Saves a list. `POST /store/saved-lists`
   *
   * @throws CustomerRoleError `name_taken`, `limit_reached`, `too_many_lines`
   *
   * @example
   * await shop.savedLists.create({ name: "Monthly", items: [{ sku: "BOLT-10", quantity: 400 }] })
   */
  create: (input: { name: string; items: BulkOrderLine[] }, options?: CallOptions) => Promise<{ saved_list: SavedList }>
  /**
   * Renames a list, or replaces its lines. `POST /store/saved-lists/:id`
   *
   * @throws CustomerRoleError `name_taken`, `saved_list_changed`
   *
   * @example
   * await shop.savedLists.update(list.id, { items, expected_updated_at: list.updated_at })
   */
  update: (id: string, change: SavedListChange, options?: CallOptions) => Promise<{ saved_list: SavedList }>
  /**
   * Deletes a list. `DELETE /store/saved-lists/:id`
   *
   * @example
   * await shop.savedLists.delete(id)
   */
  delete: (id: string, options?: CallOptions) => Promise<{ id: string; object: "saved_list"; deleted: true }>
}

/** Calls about the customer's own quotes. */
export type QuoteCalls = {
  /**
   * Requests a quote. `POST /store/quotes/request`
   *
   * @example
   * const { quote } = await shop.quotes.request({ items: [{ sku: "BOLT-10", quantity: 5000, target_unit_price: 0.1 }] })
   */
  request: (input: QuoteRequestInput, options?: OnceOptions) => Promise<{ quote: Quote }>
  /**
   * Lists quotes, newest first by default. `GET /store/quotes`
   *
   * @example
   * const { quotes, count } = await shop.quotes.list({ status: "sent", limit: 10 })
   */
  list: (query?: QuoteListQuery, options?: CallOptions) => Promise<QuoteList>
  /**
   * Reads a quote, and optionally compares two of its revisions. `GET /store/quotes/:id`
   *
   * @example
   * const { quote, comparison } = await shop.quotes.retrieve(id, { compare: [1, 2] })
   */
  retrieve: (
    id: string,
    options?: CallOptions & { compare?: [from: number, to: number] }
  ) => Promise<{ quote: Quote; comparison?: QuoteComparison }>
  /**
   * Accepts an offer, which places exactly one order at its prices. `POST /store/quotes/:id/accept`
   *
   * @throws CustomerRoleError `quote_expired`, `invalid_quote_state`, `revision_superseded`, `buyer_changed`, …
   *
   * @example
   * const { quote } = await shop.quotes.accept(id, { revision: quote.revision, shipping_address }, { idempotencyKey })
   */
  accept: (id: string, input: QuoteAcceptanceInput, options?: OnceOptions) => Promise<{ quote: Quote }>
  /**
   * Declines the offer. `POST /store/quotes/:id/decline`
   *
   * @example
   * await shop.quotes.decline(id, { reason: "Too late for us." })
   */
  decline: (id: string, input?: { reason?: string }, options?: CallOptions) => Promise<{ quote: Quote }>
  /**
   * Requests another round. `POST /store/quotes/:id/renegotiate`
   *
   * @example
   * await shop.quotes.renegotiate(id, { message: "8,000 of them?", items: [{ id: item.id, quantity: 8000 }] })
   */
  renegotiate: (id: string, input: { message: string; items?: QuoteWish[] }, options?: CallOptions) => Promise<{ quote: Quote }>
  /**
   * Cancels the quote. `POST /store/quotes/:id/cancel`
   *
   * @example
   * await shop.quotes.cancel(id)
   */
  cancel: (id: string, options?: CallOptions) => Promise<{ quote: Quote }>
  /**
   * Sends the shop a message, with files. `POST /store/quotes/:id/messages`
   *
   * @example
   * await shop.quotes.sendMessage(id, { text: "The drawing.", files: fileInput.files })
   */
  sendMessage: (id: string, input: QuoteMessageInput, options?: OnceOptions) => Promise<{ quote: Quote }>
  /**
   * Returns a file of a message. `GET /store/quotes/:id/attachments/:attachment_id`
   *
   * @example
   * const file = await shop.quotes.attachment(quote.id, attachment.id)
   */
  attachment: (id: string, attachmentId: string, options?: CallOptions) => Promise<File>
  /**
   * Returns the quote as a PDF. `GET /store/quotes/:id/pdf`
   *
   * @example
   * const pdf = await shop.quotes.pdf(id, { locale: "de-DE" })
   * frame.src = URL.createObjectURL(pdf)
   */
  pdf: (id: string, options?: QuotePdfOptions) => Promise<File>
}

/** All store routes of the plugin, and Medusa's own with the same sign-in. */
export type CustomerRoleClient = {
  role: RoleCalls
  bulkOrders: BulkOrderCalls
  savedLists: SavedListCalls
  quotes: QuoteCalls
  /**
   * Medusa's own store routes, from its SDK.
   *
   * @example
   * const { cart } = await shop.store.cart.retrieve(cartId)
   */
  store: Store
  /**
   * Calls any other route, such as those that the shop guards with `requireBusiness`.
   *
   * @example
   * const { prices } = await shop.fetch<{ prices: Price[] }>("/store/price-sheet")
   */
  fetch: <T>(path: string, init?: FetchArgs) => Promise<T>
  /**
   * Calls a listener with every refusal by the shop, whichever call caused it. Returns a function that removes the
   * listener.
   *
   * @example
   * const end = shop.onRefusal(({ code }) => code === "account_disabled" && signOut())
   */
  onRefusal: (listener: RefusalListener) => () => void
}

/**
 * Creates a client for all store routes of the plugin, based on Medusa's SDK, for browsers and servers.
 *
 * Each call returns the body of the answer, or throws a {@link CustomerRoleError} with a `code` from the catalogue. If
 * a token expires on its way, the client renews it once and repeats the call.
 *
 * @example
 * const shop = createCustomerRoleClient({
 *   baseUrl: "https://medusa.shop.example",
 *   publishableKey: "pk_…",
 *   getToken, // of Clerk's useAuth() or auth()
 * })
 * const { quotes } = await shop.quotes.list({ status: "sent" })
 */
export const createCustomerRoleClient = (connection: Connection): CustomerRoleClient => {
  const medusa = new MedusaClient(connection)
  const get = <T>(path: string, { query, ...options }: CallOptions & { query?: object } = {}) =>
    medusa.fetch<T>(path, { ...options, query })
  const post = <T>(path: string, body: object, { idempotencyKey, fields, headers, ...options }: OnceOptions & FieldsOptions = {}) =>
    medusa.fetch<T>(path, {
      ...options,
      method: "POST",
      body,
      query: { fields },
      headers: {
        ...headers,
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        // The browser chooses the boundary.
        ...(body instanceof FormData ? { "content-type": null } : {}),
      },
    })
  const download = async (path: string, { query, headers, ...options }: CallOptions & { query?: object } = {}): Promise<File> => {
    const response = await medusa.fetch<Response>(path, { ...options, query, headers: { ...headers, accept: "*/*" } })
    const type = response.headers.get("content-type") ?? ""
    return new File([await response.blob()], filenameOf(response.headers.get("content-disposition") ?? ""), { type })
  }
  const listPath = (id: string) => `/store/saved-lists/${encodeURIComponent(id)}`
  const quotePath = (id: string, rest = "") => `/store/quotes/${encodeURIComponent(id)}${rest}`

  return {
    role: {
      sync: (options) => post("/store/customers/sync-role", {}, options),
      retrieve: (id = "me", options) => get(`/store/customers/sync-role/${encodeURIComponent(id)}`, options),
      exchange: (token, options) => post("/auth/customer/clerk", { token }, options),
    },
    bulkOrders: {
      create: (input, options) => post("/store/orders/create-bulk", input, options),
      preview: (input, options) => post("/store/orders/create-bulk/preview", input, options),
      createCart: (input, options) => post("/store/orders/create-bulk/cart", input, options),
      template: (options) => download("/store/orders/create-bulk/template.csv", options),
    },
    savedLists: {
      list: (options) => get("/store/saved-lists", options),
      retrieve: (id, options) => get(listPath(id), options),
      create: (input, options) => post("/store/saved-lists", input, options),
      update: (id, change, options) => post(listPath(id), change, options),
      delete: (id, options) => medusa.fetch(listPath(id), { ...options, method: "DELETE" }),
    },
    quotes: {
      request: (input, options) => post("/store/quotes/request", input, options),
      list: (query, options) => get("/store/quotes", { ...options, query }),
      retrieve: (id, { compare, ...options } = {}) => get(quotePath(id), { ...options, query: { compare: compare?.join() } }),
      accept: (id, input, options) => post(quotePath(id, "/accept"), input, options),
      decline: (id, input = {}, options) => post(quotePath(id, "/decline"), input, options),
      renegotiate: (id, input, options) => post(quotePath(id, "/renegotiate"), input, options),
      cancel: (id, options) => post(quotePath(id, "/cancel"), {}, options),
      sendMessage: (id, { files, ...message }, options) =>
        post(quotePath(id, "/messages"), files ? formOf(message, files) : message, options),
      attachment: (id, attachmentId, options) => download(quotePath(id, `/attachments/${encodeURIComponent(attachmentId)}`), options),
      pdf: (id, { revision, locale, ...options } = {}) => download(quotePath(id, "/pdf"), { ...options, query: { revision, locale } }),
    },
    store: storeOf(medusa),
    fetch: (path, init) => medusa.fetch(path, init),
    onRefusal: (listener) => medusa.onRefusal(listener),
  }
}

/** Medusa's SDK puts ids into its paths as they are. Its calls take no other texts, so each text stays one part of a path. */
const storeOf = (medusa: MedusaClient): Store => {
  const store = new Store(medusa)
  for (const calls of Object.values<Record<string, unknown>>({ ...store })) {
    for (const [name, call] of Object.entries(calls)) {
      if (!(calls instanceof MedusaClient) && typeof call === "function") {
        calls[name] = (...args: unknown[]) => Reflect.apply(call, calls, args.map(encodedId))
      }
    }
  }
  return store
}

const encodedId = (argument: unknown): unknown => (typeof argument === "string" ? encodeURIComponent(argument) : argument)

const formOf = (fields: Record<string, string | undefined>, files: Iterable<Blob> | ArrayLike<Blob>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) {
      form.append(name, value)
    }
  }
  Array.from(files).forEach((file) => form.append("files", file))
  return form
}

/** Prefers `filename*`, which holds the exact name. The other form is for old clients. */
const filenameOf = (disposition: string): string => {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? []
  const [, plain] = /filename="?([^";]+)/i.exec(disposition) ?? []
  return encoded ? decodeURIComponent(encoded) : (plain ?? "download")
}
