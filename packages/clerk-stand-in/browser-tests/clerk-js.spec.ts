import { verifyToken } from "@clerk/backend"
import { verifyWebhook } from "@clerk/backend/webhooks"
import type { Page } from "playwright-core"

import { type ClerkStandIn, startClerkStandIn } from "../src"
import { startWebhookReceiver, type WebhookReceiver } from "../src/__tests__/helpers/webhook-receiver"
import { type Chromium, startChromium, tokenOn, userIdOn, waitUntil } from "./helpers/browser"
import { openShop, type Shop } from "./helpers/shop"

const PASSWORD = "correct horse"

/** Clerk's script renews a token that has less than 15 s to live. */
const TOKEN_TTL_SECONDS = 20

let clerk: ClerkStandIn
let shop: Shop
let receiver: WebhookReceiver
let chromium: Chromium

beforeAll(async () => {
  receiver = await startWebhookReceiver()
  shop = await openShop(() => clerk)
  clerk = await startClerkStandIn({
    authorizedParties: [shop.origin],
    tokenTtlSeconds: TOKEN_TTL_SECONDS,
    webhook: { url: receiver.url },
  })
  chromium = await startChromium()
})

afterAll(async () => {
  await chromium?.close()
  await Promise.all([shop?.close(), clerk?.close(), receiver?.close()])
})

beforeEach(() => {
  receiver.received.length = 0
})

let count = 0
const newUser = () => {
  count += 1
  return clerk.users.create({ email: `shopper-${count}@example.com`, password: PASSWORD, first_name: "Ada" })
}

const emailOf = (user: { email_addresses: { email_address: string }[] }) => user.email_addresses[0]?.email_address ?? ""

const openTab = async (): Promise<Page> => (await chromium.shopper(shop.origin)).openTab()

const signIn = (page: Page, identifier: string, password = PASSWORD) =>
  page.evaluate(
    async ([id, secret]) => {
      const attempt = await globalThis.Clerk.client?.signIn.create({ identifier: id, password: secret })
      await globalThis.Clerk.setActive({ session: attempt?.createdSessionId ?? null })
    },
    [identifier, password] as const
  )

/** Clerk's code for what the page was refused. */
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "nothing was refused",
    (error: unknown) => String(error)
  )

const events = async () => {
  await clerk.webhooks.idle()
  return Promise.all(
    receiver.received.map(({ body, headers }) =>
      verifyWebhook(new Request("http://shop.test/hooks/clerk", { method: "POST", body, headers }), {
        signingSecret: clerk.webhookSigningSecret,
      })
    )
  )
}

const claimsOf = (token: string) => verifyToken(token, { jwtKey: clerk.jwtKey, authorizedParties: clerk.authorizedParties })

/** The claims that the plugin looks at. */
const claimsFor = (userId: string | undefined, sessionId: string | undefined) => ({
  sub: userId,
  sid: sessionId,
  azp: shop.origin,
  sts: "active",
  iss: clerk.issuer,
})

const sessionIdOn = (page: Page): Promise<string | undefined> => page.evaluate(() => globalThis.Clerk.session?.id)

describe("clerk-js in Chromium", () => {
  it("signs up a business with a code, and gives it a token for this shop", async () => {
    const page = await openTab()
    const email = "claire@example.com"
    await page.evaluate(
      async ([emailAddress, password]) => {
        const unsafeMetadata = { accountType: "business", company: "Café & Co." }
        const signUp = await globalThis.Clerk.client?.signUp.create({ emailAddress, password, unsafeMetadata })
        await signUp?.prepareEmailAddressVerification({ strategy: "email_code" })
      },
      [email, PASSWORD] as const
    )
    const enter = (code: string) =>
      page.evaluate(async (entered) => {
        const signUp = await globalThis.Clerk.client?.signUp.attemptEmailAddressVerification({ code: entered })
        await globalThis.Clerk.setActive({ session: signUp?.createdSessionId ?? null })
      }, code)
    const code = clerk.emailCodes.latest(email) ?? ""
    expect(await codeOf(enter(code === "000000" ? "000001" : "000000"))).toContain("Incorrect code")
    expect(await userIdOn(page)).toBeUndefined()
    await enter(code)

    const user = clerk.users.findByEmail(email)
    expect(await userIdOn(page)).toBe(user?.id)
    expect(await claimsOf(await tokenOn(page))).toMatchObject(claimsFor(user?.id, await sessionIdOn(page)))
    const sent = await events()
    expect(sent.find(({ type }) => type === "user.created")?.data).toMatchObject({
      unsafe_metadata: { accountType: "business", company: "Café & Co." },
      email_addresses: [{ email_address: email, verification: { status: "verified" } }],
    })
    expect(sent.find(({ type }) => type === "session.created")?.data).toMatchObject({ user_id: user?.id, status: "active" })
  })

  it("refuses to sign up an address that somebody has", async () => {
    const page = await openTab()
    const create = page.evaluate(
      (emailAddress) => globalThis.Clerk.client?.signUp.create({ emailAddress }).then(() => null),
      emailOf(newUser())
    )
    expect(await codeOf(create)).toContain("That email address is taken")
  })

  it("signs in by password, and not by another one", async () => {
    const page = await openTab()
    const user = newUser()
    expect(await codeOf(signIn(page, emailOf(user), "wrong horse"))).toContain("Password is incorrect")
    await signIn(page, emailOf(user))
    expect(await userIdOn(page)).toBe(user.id)
    expect(await codeOf(signIn(page, emailOf(user)))).toContain("already signed in")
  })

  it("refuses banned and locked users", async () => {
    const page = await openTab()
    const [banned, locked] = [newUser(), newUser()]
    clerk.users.ban(banned.id)
    clerk.users.lock(locked.id)
    expect(await codeOf(signIn(page, emailOf(banned)))).toContain("banned")
    expect(await codeOf(signIn(page, emailOf(locked)))).toContain("locked")
  })

  it("signs in by a code", async () => {
    const page = await openTab()
    const user = newUser()
    await page.evaluate(async (identifier) => {
      const attempt = await globalThis.Clerk.client?.signIn.create({ identifier })
      const factor = attempt?.supportedFirstFactors?.find(({ strategy }) => strategy === "email_code")
      const emailAddressId = factor && "emailAddressId" in factor ? factor.emailAddressId : ""
      await attempt?.prepareFirstFactor({ strategy: "email_code", emailAddressId: emailAddressId ?? "" })
    }, emailOf(user))
    await page.evaluate(
      async (code) => {
        const attempt = await globalThis.Clerk.client?.signIn.attemptFirstFactor({ strategy: "email_code", code })
        await globalThis.Clerk.setActive({ session: attempt?.createdSessionId ?? null })
      },
      clerk.emailCodes.latest(emailOf(user)) ?? ""
    )
    expect(await userIdOn(page)).toBe(user.id)
  })

  it("sets a forgotten password anew", async () => {
    const page = await openTab()
    const user = newUser()
    await page.evaluate(
      (identifier) => globalThis.Clerk.client?.signIn.create({ strategy: "reset_password_email_code", identifier }).then(() => null),
      emailOf(user)
    )
    await page.evaluate(
      async (code) => {
        const signInAttempt = globalThis.Clerk.client?.signIn
        await signInAttempt?.attemptFirstFactor({ strategy: "reset_password_email_code", code })
        const attempt = await signInAttempt?.resetPassword({ password: "battery staple" })
        await globalThis.Clerk.setActive({ session: attempt?.createdSessionId ?? null })
      },
      clerk.emailCodes.latest(emailOf(user)) ?? ""
    )
    expect(await userIdOn(page)).toBe(user.id)
    const elsewhere = await openTab()
    await signIn(elsewhere, emailOf(user), "battery staple")
    expect(await userIdOn(elsewhere)).toBe(user.id)
  })

  it("shows a second tab who is signed in, and each tab that the other has signed out", async () => {
    const shopper = await chromium.shopper(shop.origin)
    const first = await shopper.openTab()
    const user = newUser()
    await signIn(first, emailOf(user))
    const second = await shopper.openTab()
    expect(await userIdOn(second)).toBe(user.id)
    expect(await sessionIdOn(second)).toBe(await sessionIdOn(first))

    await first.evaluate(() => globalThis.Clerk.signOut())
    await waitUntil("the second tab is signed out", async () => (await userIdOn(second)) === undefined)
    expect(await userIdOn(await shopper.openTab())).toBeUndefined()
    expect(await events()).toContainEqual(expect.objectContaining({ type: "session.removed" }))
  })

  it("renews the token by itself before it expires", async () => {
    const shopper = await chromium.shopper(shop.origin)
    const page = await shopper.openTab()
    await signIn(page, emailOf(newUser()))
    const before = await tokenOn(page)
    const sessionCookie = async () => (await shopper.context.cookies()).find(({ name }) => name === "__session")?.value
    await waitUntil("the cookie holds another token", async () => ((await sessionCookie()) ?? before) !== before, TOKEN_TTL_SECONDS)
    const renewed = (await sessionCookie()) ?? ""
    expect(await claimsOf(renewed)).toMatchObject(claimsFor(await userIdOn(page), await sessionIdOn(page)))
    expect(await page.evaluate(() => globalThis.Clerk.session?.getToken({ skipCache: true }))).not.toBe(renewed)
  })

  it("signs a page out once its session is revoked", async () => {
    const page = await openTab()
    await signIn(page, emailOf(newUser()))
    clerk.sessions.end((await sessionIdOn(page)) ?? "", "revoked")
    await page.evaluate(() => globalThis.Clerk.session?.getToken({ skipCache: true }).catch(() => null))
    await waitUntil("the page is signed out", async () => (await userIdOn(page)) === undefined)
    expect(await events()).toContainEqual(expect.objectContaining({ type: "session.revoked" }))
  })

  it("changes name, unsafeMetadata and password", async () => {
    const page = await openTab()
    const user = newUser()
    await signIn(page, emailOf(user))
    await page.evaluate(
      async ([currentPassword]) => {
        const { user: me } = globalThis.Clerk
        await me?.update({ firstName: "Grace", lastName: "Hopper", unsafeMetadata: { accountType: "business", nested: { a: [1] } } })
        await me?.updatePassword({ currentPassword, newPassword: "battery staple", signOutOfOtherSessions: true })
      },
      [PASSWORD] as const
    )
    expect(await page.evaluate(() => globalThis.Clerk.user?.fullName)).toBe("Grace Hopper")
    const changed = { first_name: "Grace", unsafe_metadata: { accountType: "business", nested: { a: [1] } } }
    expect(clerk.users.get(user.id)).toMatchObject(changed)
    expect(await events()).toContainEqual(expect.objectContaining({ type: "user.updated", data: expect.objectContaining(changed) }))
    const change = page.evaluate(() =>
      globalThis.Clerk.user?.updatePassword({ currentPassword: "wrong horse", newPassword: "long enough" }).then(() => null)
    )
    expect(await codeOf(change)).toContain("Password is incorrect")
    const elsewhere = await openTab()
    expect(await codeOf(signIn(elsewhere, emailOf(user)))).toContain("Password is incorrect")
    await signIn(elsewhere, emailOf(user), "battery staple")
    expect(await userIdOn(elsewhere)).toBe(user.id)
  })

  it("adds an e-mail address, verifies it and makes it the primary one", async () => {
    const page = await openTab()
    const user = newUser()
    await signIn(page, emailOf(user))
    const email = `new-${emailOf(user)}`
    await page.evaluate(async (address) => {
      const added = await globalThis.Clerk.user?.createEmailAddress({ email: address })
      await added?.prepareVerification({ strategy: "email_code" })
    }, email)
    const makePrimary = () =>
      page.evaluate(async (address) => {
        const { user: me } = globalThis.Clerk
        await me?.update({ primaryEmailAddressId: me.emailAddresses.find(({ emailAddress }) => emailAddress === address)?.id })
      }, email)
    expect(await codeOf(makePrimary())).toContain("Verify the email address")
    await page.evaluate(
      async ([address, code]) => {
        const { user: me } = globalThis.Clerk
        await me?.emailAddresses.find(({ emailAddress }) => emailAddress === address)?.attemptVerification({ code: code ?? "" })
        await me?.reload()
      },
      [email, clerk.emailCodes.latest(email)] as const
    )
    await makePrimary()
    expect(await page.evaluate(() => globalThis.Clerk.user?.primaryEmailAddress?.emailAddress)).toBe(email)
    const stored = clerk.users.get(user.id)
    expect(stored?.email_addresses.find(({ id }) => id === stored.primary_email_address_id)?.email_address).toBe(email)
    expect(stored?.email_addresses).toHaveLength(2)
  })

  it("lets a server know who is there, by the handshake where the token is missing or old", async () => {
    const shopper = await chromium.shopper(shop.origin)
    const page = await shopper.context.newPage()
    const who = async () => {
      await page.goto("/account")
      return page.textContent("#who")
    }
    expect(await who()).toBe("nobody")
    const tab = await shopper.openTab()
    const user = newUser()
    await signIn(tab, emailOf(user))
    expect(await who()).toBe(user.id)

    await tab.close()
    const cookies = await shopper.context.cookies()
    for (const cookie of cookies.filter(({ name }) => name.startsWith("__session"))) {
      await shopper.context.addCookies([{ ...cookie, value: clerk.mintToken(user.id, { expiresInSeconds: -60, azp: shop.origin }) }])
    }
    expect(await who()).toBe(user.id)
    expect(page.url()).toBe(`${shop.origin}/account`)
  })

  it("asks for nothing outside this machine, and throws nothing that the page does not catch", () => {
    const urls = chromium.requestedUrls()
    expect(urls.length).toBeGreaterThan(50)
    expect(urls.map((url) => url.replace(/^blob:/, "")).filter((url) => !url.startsWith(`${shop.origin}/`))).toEqual([])
    expect(chromium.pageErrors()).toEqual([])
  })
})
