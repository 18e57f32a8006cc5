import { createPublicKey } from "node:crypto"
import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"])

const parseUrl = (value: string): URL | undefined => {
  try {
    return new URL(value)
  } catch {
    return undefined
  }
}

const isOrigin = (value: string): boolean => {
  const url = parseUrl(value)
  return url?.origin === value && ["https:", "http:"].includes(url.protocol)
}

const isHttpsOrLoopback = (value: string): boolean => {
  const url = parseUrl(value)
  if (url?.username || url?.password) {
    return false
  }
  return url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK_HOSTS.has(url.hostname))
}

const isRsaPublicKey = (pem: string): boolean => {
  try {
    return !pem.includes("PRIVATE KEY") && createPublicKey(pem).asymmetricKeyType === "rsa"
  } catch {
    return false
  }
}

const isLocale = (value: string): boolean => {
  try {
    return Intl.getCanonicalLocales(value).length === 1
  } catch {
    return false
  }
}

/** Returns the message for a missing option. Messages for wrong values name what is allowed. */
const missingOr =
  (whatToDo: string) =>
  ({ code, input }: { code?: string; input?: unknown }): string | undefined =>
    code === "invalid_type" && input === undefined ? `is missing: ${whatToDo}` : undefined

const SECRET_KEY_MISSING = "set CLERK_SECRET_KEY to Clerk's secret key (sk_…; Clerk dashboard, API keys)"

const PARTIES_MISSING = "set CLERK_AUTHORIZED_PARTIES to the origins of the storefronts, separated by commas, such as https://shop.example"

const CLERK_MISSING = "set clerk.secretKey and clerk.authorizedParties"

const clerkSchema = z.strictObject(
  {
    /** Clerk's secret key, `sk_…`. Reads users and, without `jwtKey`, the signing keys. */
    secretKey: z.string({ error: missingOr(SECRET_KEY_MISSING) }),
    /** The origins whose session tokens are accepted (the token's `azp`), for example `["https://shop.example"]`. */
    authorizedParties: z
      .array(
        z
          .string()
          .refine((party) => party.trim() !== "", {
            error: "is empty: remove it, or look for a stray comma in CLERK_AUTHORIZED_PARTIES",
            abort: true,
          })
          .refine(isOrigin, "must be an origin such as https://shop.example, without path or trailing slash"),
        { error: missingOr(PARTIES_MISSING) }
      )
      .min(1, "must list at least one origin: Clerk treats an empty list as “accept every origin”"),
    /** Clerk's public key as PEM. Verifies tokens without a request to Clerk. May contain literal `\n`. */
    jwtKey: z
      .string()
      .transform((value) => value.replaceAll("\\n", "\n").trim())
      .refine(isRsaPublicKey, "must be an RSA public key in PEM form (Clerk dashboard, API keys, JWT public key)")
      .optional(),
    /** The `iss` that tokens must carry, for example `https://clerk.shop.example`. @default not checked */
    issuer: z.string().min(1, "must not be empty").optional(),
    /** The signing secret of the webhook endpoint, `whsec_…`. Without it, `POST /hooks/clerk` answers 404. */
    webhookSigningSecret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/=_-]+$/, "must be the endpoint's signing secret (whsec_…)")
      .optional(),
    /** Whether `POST /auth/customer/clerk` exchanges Clerk session tokens for Medusa tokens. `false` answers 404. @default true */
    exchange: z.boolean().optional(),
    /** The URL of Clerk's Backend API. @default "https://api.clerk.com" */
    apiUrl: z.string().refine(isHttpsOrLoopback, "must be an https URL, or http on loopback").optional(),
  },
  { error: missingOr(CLERK_MISSING) }
)

const requestTestSchema = z.custom<(req: MedusaRequest) => boolean>(
  (value) => typeof value === "function",
  "must be a function that takes the request and returns true or false"
)

const levelSchema = z.enum(["business", "verified"])

const aMinute = (most: number) =>
  z
    .union([z.int().min(1).max(1_000_000), z.literal(false)], "must be a whole number of calls a minute, at least 1, or false for no limit")
    .default(most)

const amount = (most: number) =>
  z.union([z.int().min(1).max(1_000_000), z.literal(false)], "must be a whole number, at least 1, or false for no limit").default(most)

const limitsSchema = z.strictObject({
  /** Syncs per Clerk user and minute. Calls that join a running sync do not count. @default 60 */
  syncRuns: aMinute(60),
  /** Token exchanges per Clerk user and minute. @default 60 */
  exchanges: aMinute(60),
  /** Quote requests, renegotiations and messages per customer and minute. @default 60 */
  quoteMessages: aMinute(60),
  /** Bulk orders per customer and minute. @default 120 */
  bulkOrders: aMinute(120),
  /** Accepted quotes per customer and minute. @default 120 */
  acceptances: aMinute(120),
  /** Bulk carts per customer and minute. @default 120 */
  bulkCarts: aMinute(120),
  /** Previews per customer and minute. A customer's previews run one after another. @default 600 */
  previews: aMinute(600),
  /** Calls to the plugin's other store routes, per customer and minute. @default 600 */
  otherRoutes: aMinute(600),
  /** Refused credentials per address and minute. @default 600 */
  refusedCredentials: aMinute(600),
  /** Open quotes per customer at the same time. @default 200 */
  openQuotes: amount(200),
  /** Total size of the files in a customer's quotes, in MB (1,048,576 bytes). @default 500 */
  fileMb: amount(500),
  /** The Redis that counts for all instances together. Each counts for itself while it is unavailable. @default none, each counts for itself */
  redisUrl: z
    .string()
    .regex(/^rediss?:\/\//, "must be a URL that starts with redis:// or rediss://")
    .optional(),
  /** Returns the sender's address, for `refusedCredentials`. @default `req.ip` */
  address: z
    .custom<(req: MedusaRequest) => string | undefined>(
      (value) => typeof value === "function",
      "must be a function that takes the request and returns an address"
    )
    .optional(),
})

const heading = z
  .string()
  .max(200, "must have at most 200 characters")
  .regex(/[\p{L}\p{N}]/u, "must have letters or digits: all else in a heading is ignored")

const optionsSchema = z.strictObject({
  clerk: clerkSchema,
  /** Which businesses may use a feature: all that claim to be one (`business`), or only those that an admin verified (`verified`). */
  access: z
    .strictObject({
      /** @default "business" */
      bulkOrders: levelSchema.default("business"),
      /** @default "business" */
      quotes: levelSchema.default("business"),
    })
    .prefault({}),
  application: z
    .strictObject({
      /** The details that a business must state to apply. @default [] */
      required: z.array(z.enum(["company_name", "tax_id"])).default([]),
    })
    .prefault({}),
  bulkOrders: z
    .strictObject({
      /** @default 1000 */
      maxLines: z.int().min(1).max(10_000).default(1000),
      /** The payment provider of bulk orders. @default the first of `credit.providers`, else "pp_system_default" */
      paymentProviderId: z.string().min(1).optional(),
      /**
       * How orders are placed. `core` uses Medusa's cart and checkout workflows and runs the handlers of their hooks.
       * `direct` skips them and is many times faster. `auto` means `direct`, unless a hook has a handler when the shop
       * starts; handlers added later are not noticed. @default "auto"
       */
      path: z.enum(["auto", "core", "direct"]).default("auto"),
      /** Additional names for the columns of a CSV. Each is equal to a built-in name such as `SKU`. */
      csvHeadings: z
        .strictObject({
          /** Columns of SKUs. @default [] */
          sku: z.array(heading).max(100).default([]),
          /** Columns of quantities. @default [] */
          quantity: z.array(heading).max(100).default([]),
        })
        .prefault({}),
      /** How long an order waits for its turn, and for stock that others are ordering, before it is refused. @default 30 */
      waitAtMostSeconds: z.int().min(1).max(600).default(30),
    })
    .prefault({}),
  /** Limits on calls per minute and on stored amounts. `false` turns all of them off. */
  limits: z.union([limitsSchema, z.literal(false)], "must be an object of limits, or false for none").prefault({}),
  credit: z
    .strictObject({
      /**
       * The payment providers that give credit. They are offered only to customers who pass the guard of bulk orders and are
       * signed in as the customer of the cart or order. @default every registered `pp_on-account*`
       */
      providers: z.array(z.string().trim().min(1)).optional(),
    })
    .prefault({}),
  /** Whether carts and orders of this plugin's customers are closed to everybody else. */
  checkout: z
    .strictObject({
      /** Whether only a customer's own credential reaches their carts. @default true */
      privateCarts: z.boolean().default(true),
      /** Whether only a customer's own credential reaches their orders. @default true */
      privateOrders: z.boolean().default(true),
      /**
       * Tells which requests come from the shop's own servers (POS, ERP), which act for any customer. `true` lets them
       * reach every cart and order and name a customer by e-mail. Check a secret that they send, never an address, which
       * anybody can forge. @default none
       */
      trusted: requestTestSchema.optional(),
    })
    .prefault({}),
  quotes: z
    .strictObject({
      /** Days from sending until a quote expires. @default 30 */
      validForDays: z.int().min(1).max(3650).default(30),
      /** The PDF of a quote. */
      pdf: z
        .strictObject({
          /**
           * The language of the text (English, German, French or Spanish) and the format of amounts and dates, as a BCP 47
           * tag, if the request names none. @default "en"
           */
          locale: z.string().refine(isLocale, "must be a language tag such as en, de-DE or fr-CH").default("en"),
          /** The seller at the head of the page. */
          seller: z
            .strictObject({
              /** @default the name of the store in Medusa */
              name: z.string().trim().min(1).optional(),
              /** One line each for address, tax id and contact. @default [] */
              lines: z.array(z.string().trim().min(1)).max(8).default([]),
            })
            .prefault({}),
          /** Font files (TrueType, OpenType) for scripts other than Latin, Greek and Cyrillic. @default Roboto */
          fonts: z.strictObject({ normal: z.string().min(1), bold: z.string().min(1) }).optional(),
        })
        .prefault({}),
      /** How many days before a quote expires its customer is reminded. `false` means never. @default 3 */
      reminderDays: z
        .union([z.int().min(1).max(365), z.literal(false)], "must be a whole number of days from 1 to 365, or false for none")
        .default(3),
      /** Files sent with messages. They are stored in the machine's temporary folder while the request runs. */
      attachments: z
        .strictObject({
          /** The largest file, in MB (1,048,576 bytes). @default 10 */
          maxSizeMb: z.int().min(1).max(100).default(10),
          /** The most files of a message. `0` accepts no files. @default 5 */
          maxFiles: z.int().min(0).max(20).default(5),
        })
        .prefault({}),
    })
    .prefault({}),
  /** The customer group that verified businesses join, so that price lists apply. `false` means none. */
  customerGroup: z
    .union([z.string().trim().min(1), z.literal(false)], "must be the name of a customer group, or false for none")
    .default("Verified businesses"),
  impersonation: z
    .strictObject({
      /** Whether a Clerk token with `act` may order, exchange and write as the customer. @default false */
      allowWrites: z.boolean().default(false),
    })
    .prefault({}),
  /** Notifications about applications, decisions and quotes, through the shop's Notification Module. */
  notifications: z
    .strictObject({
      /** The channel. Without a provider for it, no notifications are created. `false` turns them off. @default "email" */
      channel: z.union([z.string().trim().min(1), z.literal(false)], "must be the name of a channel, or false for none").default("email"),
      /** The shop's recipients of new applications and quotes, in the same channel. @default [] */
      shop: z.array(z.string().trim().min(1)).default([]),
      /** Whether Medusa's admin shows the shop's notifications (channel `feed`). @default true */
      adminFeed: z.boolean().default(true),
      /** The template of each kind of notification, by the name that your provider uses. */
      templates: z
        .strictObject({
          /** To the shop: a business applies. @default "customer-role-application" */
          application: z.string().min(1).default("customer-role-application"),
          /** To the customer: the business is verified. @default "customer-role-verified" */
          verified: z.string().min(1).default("customer-role-verified"),
          /** To the customer: the business is rejected. @default "customer-role-rejected" */
          rejected: z.string().min(1).default("customer-role-rejected"),
          /** To the customer: the verification is revoked. @default "customer-role-revoked" */
          revoked: z.string().min(1).default("customer-role-revoked"),
          /** To the shop: a customer requests a quote. @default "quote-requested" */
          quoteRequested: z.string().min(1).default("quote-requested"),
          /** To the shop: a customer asks for a new offer. @default "quote-renegotiated" */
          quoteRenegotiated: z.string().min(1).default("quote-renegotiated"),
          /** To the shop and the customer: the quote is accepted and the order exists. @default "quote-accepted" */
          quoteAccepted: z.string().min(1).default("quote-accepted"),
          /** To the shop: a customer declines. @default "quote-declined" */
          quoteDeclined: z.string().min(1).default("quote-declined"),
          /** To the shop: a customer cancels. @default "quote-cancelled" */
          quoteCancelled: z.string().min(1).default("quote-cancelled"),
          /** To the shop or the customer: the other side writes a message. @default "quote-message" */
          quoteMessage: z.string().min(1).default("quote-message"),
          /** To the customer: the shop sends a revision to accept. @default "quote-sent" */
          quoteSent: z.string().min(1).default("quote-sent"),
          /** To the customer: the revision expires soon. @default "quote-expiring" */
          quoteExpiring: z.string().min(1).default("quote-expiring"),
          /** To the customer: the revision is no longer valid. @default "quote-expired" */
          quoteExpired: z.string().min(1).default("quote-expired"),
          /** To the customer: the shop rejects the quote. @default "quote-rejected" */
          quoteRejected: z.string().min(1).default("quote-rejected"),
        })
        .prefault({}),
    })
    .prefault({}),
  reconciliation: z
    .strictObject({
      /** Hours between comparisons with all of Clerk's users. `false` means only on command. @default 24 */
      everyHours: z
        .union([z.number().min(0.25).max(720), z.literal(false)], "must be a number of hours from 0.25 to 720, or false for none")
        .default(24),
    })
    .prefault({}),
  webhooks: z
    .strictObject({
      /** How many days the record of a webhook delivery is kept. @default 30 */
      retentionDays: z.int().min(2, "must be at least 2: Clerk retries a failed delivery for more than a day").max(3650).default(30),
    })
    .prefault({}),
  writeBack: z
    .strictObject({
      /** The key in Clerk's `publicMetadata` that holds the role. `false` writes nothing. */
      metadataKey: z
        .union([z.string().min(1).max(64), z.literal(false)], "must be a key of at most 64 characters, or false to write nothing")
        .default("customerRole"),
    })
    .prefault({}),
})

/** The options as a merchant writes them in `medusa-config.ts`. */
export type PluginOptionsInput = z.input<typeof optionsSchema>

/** The options with their defaults. */
export type PluginOptions = z.output<typeof optionsSchema>

/** The `clerk` options, which the auth provider takes too. */
export type ClerkOptions = PluginOptions["clerk"]

/** The `limits` options, or `false` if the shop has turned them off. */
export type LimitOptions = PluginOptions["limits"]

/** The level of verification that a feature requires. */
export type AccessLevel = z.infer<typeof levelSchema>

type Issue = { code?: string; path: PropertyKey[]; message: string; errors?: Issue[][] }

const describeIssue = (schema: z.ZodType, root: string, { code, path, message }: Issue): string => {
  const name = [...(root ? [root] : []), ...path].join(".")
  const allowed = code === "unrecognized_keys" ? ` (allowed: ${keysAt(schema, path).join(", ")})` : ""
  return `  ${name ? `${name}${message.startsWith("is ") ? " " : ": "}` : ""}${message}${allowed}`
}

/** Reports the issues inside an object for an option that takes "an object or false", because whoever wrote an object meant it. */
const insideObject = (issue: Issue): Issue[] => {
  const inside = issue.errors?.[0] ?? []
  return inside.some(({ code, path }) => path.length > 0 || code === "unrecognized_keys")
    ? inside.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
    : [issue]
}

const keysAt = (schema: z.ZodType, path: PropertyKey[]): string[] => {
  type Node = z.core.JSONSchema.BaseSchema
  const objectOf = (node: Node): Node => node.anyOf?.find(({ properties }) => properties) ?? node
  const find = (node: Node, [key, ...rest]: PropertyKey[]): Node => {
    const child = key === undefined ? undefined : node.properties?.[String(key)]
    return typeof child === "object" ? find(objectOf(child), rest) : node
  }
  return Object.keys(find(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), path).properties ?? {})
}

const parse = <T>(schema: z.ZodType<T>, value: unknown, root: string): T => {
  const result = schema.safeParse(value ?? {})
  if (result.success) {
    return result.data
  }
  const lines = result.error.issues.flatMap(insideObject).map((issue) => describeIssue(schema, root, issue))
  throw new Error(`medusa-plugin-customer-role: Some options in medusa-config.ts are wrong. Correct them:\n${lines.join("\n")}`)
}

/** Removes the database settings that Medusa adds to the options of every module. */
const withoutMedusasOwn = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value
  }
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "database"))
}

/** Treats a variable that is set but empty as not set, as shells do. */
const withoutEmptyTexts = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value
  }
  const isEmpty = (text: unknown): boolean => typeof text === "string" && text.trim() === ""
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, text]) => !isEmpty(text))
      .map(([key, text]) => [key, Array.isArray(text) && text.length > 0 && text.every(isEmpty) ? undefined : text])
  )
}

const withoutEmptyClerkTexts = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "clerk" in value ? { ...value, clerk: withoutEmptyTexts(value.clerk) } : value

/**
 * Checks the plugin's options and fills in the defaults.
 *
 * @throws Error that names each wrong option and its allowed values
 *
 * @example
 * const { clerk } = parsePluginOptions({ clerk: { secretKey: "sk_…", authorizedParties: ["https://shop.example"] } })
 */
export const parsePluginOptions = (value: unknown): PluginOptions =>
  parse(optionsSchema, withoutEmptyClerkTexts(withoutMedusasOwn(value)), "")

/**
 * Checks the options of the auth provider, which are the plugin's `clerk` options.
 *
 * @throws Error that names each wrong option and its allowed values
 */
export const parseClerkOptions = (value: unknown): ClerkOptions => parse(clerkSchema, withoutEmptyTexts(value ?? {}), "clerk")

/** Returns the options as JSON Schema, for `medusa-plugin.json`. */
export const pluginOptionsJsonSchema = (): Record<string, unknown> => z.toJSONSchema(optionsSchema, { io: "input", unrepresentable: "any" })
