import { randomUUID } from "node:crypto"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createApiKeysWorkflow } from "@medusajs/medusa/core-flows"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { fillCart } from "../helpers/checkout"
import type { CallOptions } from "../helpers/http"
import { samples } from "../helpers/sample-files"
import type { Shop } from "../helpers/shop"
import { storeCheckoutOf } from "../helpers/store-checkout"
import type { Caller, Credential } from "./access-rows"

/** Ids and e-mail addresses by the names that the table uses. */
export type Things = Partial<Record<string, string>>

/** A caller and the things they own. */
type Person = { own: Things; credentials: Partial<Record<Credential, CallOptions>> }

/** Callers who are customers, or once were. */
export const WITH_PERSON = [
  "password",
  "individual",
  "pending",
  "verified",
  "rejected",
  "revoked",
  "banned",
  "deleted",
  "another",
  "impersonator",
  "detached",
  "registering",
] as const satisfies readonly Caller[]
type WithPerson = (typeof WITH_PERSON)[number]

/** Clerk does not know password sign-ins, and an impersonator cannot exchange their token. */
export const waysIn = (caller: WithPerson): Credential[] => {
  if (caller === "password" || caller === "detached") {
    return ["Medusa token", "Medusa session"]
  }
  if (caller === "registering") {
    return ["Medusa token"]
  }
  return caller === "impersonator" ? ["Clerk token"] : ["Clerk token", "Medusa token", "Medusa session"]
}

const QUOTE = { items: [{ sku: "BOLT-10", quantity: 1 }], currency_code: "eur" }

/** Ids that do not exist. */
const UNKNOWN: Record<string, string> = {
  cart: "cart_unknown",
  order: "order_unknown",
  collection: "pay_col_unknown",
  customer: "cus_nobody",
  "Clerk user": "user_nobody",
  "e-mail": "nobody@example.com",
}

/** This many people are created at a time. */
const AT_ONCE = 4

/** All callers, created once for a suite, with the guest, the shop and their things. */
export const peopleOfTable = () => {
  const people = new Map<Caller, Person>()
  let guests: Things = {}
  let shops: Things = {}
  let secretKey = ""

  const personOf = (caller: WithPerson): Person => {
    const person = people.get(caller)
    if (!person) {
      throw new Error(`${caller} was not seeded`)
    }
    return person
  }

  return {
    personOf,
    secretKey: () => secretKey,

    /** Replaces the names of things in a text with ids and e-mail addresses. */
    named(text: string, own: Things): string {
      const owners: Record<string, Things> = { own, "verified's": personOf("verified").own, "guest's": guests, "shop's": shops }
      return text.replace(
        /<(own|\w+'s) ([^>]+)>/g,
        (_match, whose: string, thing: string) => owners[whose]?.[thing] ?? UNKNOWN[thing] ?? `${thing.replaceAll(/\W/g, "_")}_unknown`
      )
    },

    async seed(shop: Shop): Promise<void> {
      shops = await thingsOfShop(shop)
      guests = { ...(await cartAndOrder(shop, undefined)), "second cart": (await fillCart(shop)).id }
      const waiting: WithPerson[] = [...WITH_PERSON]
      const letIn = async () => {
        for (let caller = waiting.shift(); caller; caller = waiting.shift()) {
          people.set(caller, await createPerson(shop, caller))
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, letIn))
      const verified = personOf("verified")
      Object.assign(verified.own, await thingsOfVerified(shop, verified))
      await shop.webhook("user.updated", shop.clerk.users.ban(personOf("banned").own["Clerk user"] ?? ""))
      await shop.webhook("user.deleted", shop.clerk.users.delete(personOf("deleted").own["Clerk user"] ?? ""))
      secretKey = await createSecretKey(shop)
    },
  }
}

const thingsOfShop = async (shop: Shop): Promise<Things> => {
  const { regionId, variantIds, cheapShippingOptionId } = shop.catalogue
  const [product] = await shop.rows<{ id: string }>("SELECT product_id AS id FROM product_variant WHERE id = ?", [variantIds["BOLT-10"]])
  return {
    channel: shop.salesChannelId,
    region: regionId,
    bolt: variantIds["BOLT-10"],
    product: product.id,
    "shipping option": cheapShippingOptionId,
  }
}

/** Each business starts out verified, so that it has quotes at either access level. */
const createPerson = async (shop: Shop, caller: WithPerson): Promise<Person> => {
  if (caller === "password" || caller === "detached") {
    return createPasswordPerson(shop, caller)
  }
  if (caller === "registering") {
    return createRegistration(shop)
  }
  const secret = caller === "verified" ? { first_name: SECRET } : {}
  const customer = caller === "individual" ? await shop.synced() : await shop.syncedBusiness("verified", secret)
  const quotes =
    caller === "individual"
      ? {}
      : {
          quote: await requestQuote(shop, customer.token),
          "second quote": await requestQuote(shop, customer.token),
          list: await saveList(shop, customer.token),
        }
  const own = {
    ...(await belongings(shop, customer.id)),
    ...quotes,
    customer: customer.id,
    "Clerk user": customer.user.id,
    "e-mail": customer.customer.email,
  }
  if (caller === "impersonator") {
    return { own, credentials: { "Clerk token": { token: shop.tokenOf(customer.user, { claims: { act: { sub: "user_support" } } }) } } }
  }
  if (caller === "pending" || caller === "rejected") {
    shop.clerk.users.update(customer.user.id, { unsafe_metadata: { accountType: "business", company: "Cedar AG" } })
    await shop.post("/store/customers/sync-role", { token: customer.token })
  }
  if (caller === "rejected" || caller === "revoked") {
    await shop.decide(customer.id, false)
  }
  const token = await shop.exchange(customer.token)
  const credentials = {
    "Clerk token": { token: customer.token },
    "Medusa token": { token },
    "Medusa session": { cookie: await shop.openSession(token) },
  }
  return { own, credentials }
}

/** The owner of the address signs in through Clerk, which ends the earlier password sign-in. */
const createPasswordPerson = async (shop: Shop, caller: "password" | "detached"): Promise<Person> => {
  const { id, email, token } = await shop.registerCustomer()
  const credentials = { "Medusa token": { token }, "Medusa session": { cookie: await shop.openSession(token) } }
  const own = { ...(await belongings(shop, id)), customer: id, "e-mail": email }
  if (caller === "detached") {
    await shop.synced({ email })
  }
  return { own, credentials }
}

/** A Medusa sign-in of a newcomer, before their customer exists. */
const createRegistration = async (shop: Shop): Promise<Person> => {
  const email = `${randomUUID()}@example.com`
  const { token } = succeeded(
    await shop.post<{ token: string }>("/auth/customer/emailpass/register", { body: { email, password: "a long password" } })
  )
  return { own: { "e-mail": email }, credentials: { "Medusa token": { token } } }
}

/** What an answer to anybody else must not contain. */
const SECRET = "Geheim"

const requestQuote = async (shop: Shop, token: string): Promise<string> => {
  const { quote } = succeeded(await shop.post<{ quote: { id: string } }>("/store/quotes/request", { token, body: QUOTE }))
  return quote.id
}

const saveList = async (shop: Shop, token: string): Promise<string> => {
  const body = { name: "Weekly", items: [{ sku: "BOLT-10", quantity: 1 }] }
  const { saved_list } = succeeded(await shop.post<{ saved_list: { id: string } }>("/store/saved-lists", { token, body }))
  return saved_list.id
}

const belongings = async (shop: Shop, customerId: string): Promise<Things> => {
  const addresses = await shop.container
    .resolve(Modules.CUSTOMER)
    .createCustomerAddresses([1, 2].map((number) => ({ ...GERMAN_ADDRESS, address_1: `Weg ${number}`, customer_id: customerId })))
  return { ...(await cartAndOrder(shop, customerId)), address: addresses[0].id, "second address": addresses[1].id }
}

/** Uses Medusa's modules directly, ten times faster than over HTTP. */
const cartAndOrder = async (shop: Shop, customer_id: string | undefined): Promise<Things> => {
  const { regionId, variantIds } = shop.catalogue
  const sold = { currency_code: "eur", region_id: regionId, sales_channel_id: shop.salesChannelId }
  const carts = shop.container.resolve(Modules.CART)
  const { id } = await carts.createCarts({
    ...sold,
    customer_id,
    email: customer_id && "billing@example.com",
    shipping_address: GERMAN_ADDRESS,
    items: ["BOLT-10", "NUT-20", "MADE-1"].map((sku) => ({
      title: sku,
      variant_id: variantIds[sku],
      variant_sku: sku,
      quantity: 1,
      unit_price: 10,
    })),
  })
  const { items, shipping_address } = await carts.retrieveCart(id, { relations: ["items", "shipping_address"] })
  const collection = await shop.container.resolve(Modules.PAYMENT).createPaymentCollections({ currency_code: "eur", amount: 30 })
  await shop.container
    .resolve(ContainerRegistrationKeys.LINK)
    .create({ [Modules.CART]: { cart_id: id }, [Modules.PAYMENT]: { payment_collection_id: collection.id } })
  const order = await shop.container.resolve(Modules.ORDER).createOrders({
    ...sold,
    customer_id,
    email: "billing@example.com",
    shipping_address: GERMAN_ADDRESS,
    items: [{ title: "Bolts", quantity: 1, unit_price: 10 }],
  })
  const [line, second, third] = items ?? []
  return {
    cart: id,
    line: line.id,
    "second line": second.id,
    "third line": third.id,
    "cart address": shipping_address?.id,
    collection: collection.id,
    order: order.id,
  }
}

/** What others try to reach: an unpaid order, a cart that is ready to complete on account, and a file. */
const thingsOfVerified = async (shop: Shop, { own, credentials }: Person): Promise<Things> => {
  const caller = credentials["Clerk token"] ?? {}
  const collection = await shop.container.resolve(Modules.PAYMENT).createPaymentCollections({ currency_code: "eur", amount: 10 })
  await shop.container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: own.order },
    [Modules.PAYMENT]: { payment_collection_id: collection.id },
  })
  const checkout = storeCheckoutOf(shop)
  const cart = await checkout.cart(caller)
  succeeded(await checkout.session(caller, await checkout.readyToPay(caller, cart)))
  return {
    "order collection": collection.id,
    "cart on account": cart,
    attachment: await sendFile(shop, caller, own.quote ?? ""),
    "E-MAIL": own["e-mail"]?.toUpperCase(),
    secret: SECRET,
  }
}

const sendFile = async (shop: Shop, caller: CallOptions, quoteId: string): Promise<string> => {
  const form = new FormData()
  form.append("text", "See attached.")
  form.append("files", new File([new Uint8Array(samples.pdf)], "drawing.pdf", { type: "application/pdf" }))
  type Sent = { quote: { messages: { attachments: { id: string }[] }[] } }
  const { quote } = succeeded(await shop.post<Sent>(`/store/quotes/${quoteId}/messages`, { ...caller, rawBody: form }))
  return quote.messages[0].attachments[0].id
}

const createSecretKey = async (shop: Shop): Promise<string> => {
  const [key] = (
    await createApiKeysWorkflow(shop.container).run({
      input: { api_keys: [{ title: `ERP ${randomUUID()}`, type: "secret", created_by: shop.admin.id }] },
    })
  ).result
  return key.token
}

const succeeded = <T>({ status, body }: { status: number; body: T }): T => {
  if (status >= 300) {
    throw new Error(`Expected success, got ${status}: ${JSON.stringify(body)}`)
  }
  return body
}
