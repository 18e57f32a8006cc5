import { fireEvent } from "@testing-library/react"
import { createClerk, signedIn } from "../helpers/fake-clerk.js"
import { createShop, refusal } from "../helpers/fake-shop.js"
import { actAndFlush, openPage, passTime, useTestTime } from "../helpers/page.js"
import { business, individual } from "../helpers/roles.js"
import { AuthOnly, BusinessOnly, type DenialCode, type GuardProps, IndividualOnly, VerifiedOnly } from "../../src/react/index.js"

useTestTime()

const GUARDS = { AuthOnly, BusinessOnly, IndividualOnly, VerifiedOnly }

const FeatureOnly = (props: GuardProps) => <BusinessOnly feature="bulk_orders" {...props} />

const Guarded = ({ guard: Guard, ...props }: GuardProps & { guard: (props: GuardProps) => React.ReactNode }) => (
  <Guard loading={<p role="status">loading</p>} fallback={(denial: DenialCode) => <p role="alert">{denial}</p>} {...props} />
)

/** What a guard shows: its content, the reason against it, or that it is loading. */
const seen = ({ container }: { container: HTMLElement }) =>
  [...container.querySelectorAll("p, form")]
    .filter((element) => !element.matches("[style*='display: none']"))
    .map(({ textContent }) => textContent)

const CONTENT = <p>content</p>

describe.each([
  [
    "individual",
    individual(),
    {
      AuthOnly: "content",
      BusinessOnly: "business_account_required",
      IndividualOnly: "content",
      VerifiedOnly: "business_account_required",
    },
  ],
  [
    "pending",
    business("pending"),
    { AuthOnly: "content", BusinessOnly: "content", IndividualOnly: "individual_account_required", VerifiedOnly: "verification_pending" },
  ],
  [
    "verified",
    business("verified"),
    { AuthOnly: "content", BusinessOnly: "content", IndividualOnly: "individual_account_required", VerifiedOnly: "content" },
  ],
  [
    "rejected",
    business("rejected"),
    {
      AuthOnly: "content",
      BusinessOnly: "verification_rejected",
      IndividualOnly: "individual_account_required",
      VerifiedOnly: "verification_rejected",
    },
  ],
  [
    "revoked",
    business("revoked"),
    {
      AuthOnly: "content",
      BusinessOnly: "verification_revoked",
      IndividualOnly: "individual_account_required",
      VerifiedOnly: "verification_revoked",
    },
  ],
] as const)("A visitor who is %s", (_who, role, expected) => {
  it.each(["AuthOnly", "BusinessOnly", "IndividualOnly", "VerifiedOnly"] as const)(
    "sees their content of %s, and nothing else before",
    async (name) => {
      const page = openPage({
        clerk: createClerk(signedIn()),
        shop: createShop(role),
        children: <Guarded guard={GUARDS[name]}>{CONTENT}</Guarded>,
      })
      expect(seen(page)).toEqual([name === "AuthOnly" ? "content" : "loading"])

      await passTime(1)

      expect(seen(page)).toEqual([expected[name]])
    }
  )
})

it.each(Object.entries(GUARDS))(
  "%s denies a visitor who is not signed in, and shows nothing before Clerk has loaded",
  async (_name, guard) => {
    const clerk = createClerk()
    const page = openPage({ clerk, shop: createShop(), children: <Guarded guard={guard}>{CONTENT}</Guarded> })
    expect(seen(page)).toEqual(["loading"])

    await actAndFlush(clerk.signOut)

    expect(seen(page)).toEqual(["unauthenticated"])
  }
)

it("BusinessOnly with a feature follows the shop's decision about that feature", async () => {
  const page = openPage({
    clerk: createClerk(signedIn()),
    shop: createShop(business("pending")),
    children: <Guarded guard={FeatureOnly}>{CONTENT}</Guarded>,
  })
  await passTime(1)
  expect(seen(page)).toEqual(["verification_pending"])
})

it("A guard shows a fallback node, or nothing without a fallback", async () => {
  const page = openPage({
    clerk: createClerk(signedIn()),
    shop: createShop(),
    children: (
      <>
        <BusinessOnly fallback={<p>for businesses</p>}>{CONTENT}</BusinessOnly>
        <BusinessOnly>{CONTENT}</BusinessOnly>
      </>
    ),
  })
  await passTime(1)
  expect(seen(page)).toEqual(["for businesses"])
})

it.each(["account_disabled", "sign_in_replaced"] as const)("A guard passes the code of a refusal to its fallback: %s", async (code) => {
  const shop = createShop(business("verified"))
  shop.failures = [refusal(code)]
  const page = openPage({
    clerk: createClerk(signedIn()),
    shop,
    initialRole: business("verified"),
    children: (
      <>
        <Guarded guard={BusinessOnly}>{CONTENT}</Guarded>
        <Guarded guard={AuthOnly}>{CONTENT}</Guarded>
      </>
    ),
  })
  await passTime(1)
  expect(seen(page)).toEqual([code, code])
})

it("A visitor whose e-mail address is not verified counts as signed in, but not as a business", async () => {
  const shop = createShop()
  shop.failures = [refusal("email_unverified")]
  const page = openPage({
    clerk: createClerk(signedIn()),
    shop,
    children: (
      <>
        <Guarded guard={BusinessOnly}>{CONTENT}</Guarded>
        <Guarded guard={AuthOnly}>{CONTENT}</Guarded>
      </>
    ),
  })
  await passTime(1)
  expect(seen(page)).toEqual(["email_unverified", "content"])
})

it("A guard denies nobody while the shop does not answer", async () => {
  const shop = createShop()
  shop.failures = Array(9).fill(refusal("busy"))
  const page = openPage({ clerk: createClerk(signedIn()), shop, children: <Guarded guard={BusinessOnly}>{CONTENT}</Guarded> })
  await passTime(20)
  expect([page.roleText(), seen(page)]).toEqual(["failed ?", ["loading"]])
})

describe("A visitor who signs out in another tab", () => {
  it("is signed out here at once, and a later answer changes nothing", async () => {
    const clerk = createClerk(signedIn())
    const shop = createShop(business("verified"))
    const page = openPage({ clerk, shop, initialRole: business("verified"), children: <Guarded guard={VerifiedOnly}>{CONTENT}</Guarded> })
    await passTime(1)
    let answer = () => {}
    shop.answered = new Promise((resolve) => (answer = resolve))
    await passTime(61)
    await actAndFlush(() => window.dispatchEvent(new Event("focus")))
    expect([seen(page), shop.calls]).toEqual([["content"], ["sync", "read"]])

    await actAndFlush(clerk.signOut)
    expect([page.roleText(), seen(page)]).toEqual(["idle nobody", ["unauthenticated"]])
    await actAndFlush(answer)

    expect([page.roleText(), seen(page)]).toEqual(["idle nobody", ["unauthenticated"]])
  })
})

describe("A second account in the same tab", () => {
  it("sees nothing of the first one: neither content, nor input, nor the page's first role", async () => {
    const clerk = createClerk(signedIn("ada"))
    const shop = createShop(business("verified"))
    const page = openPage({
      clerk,
      shop,
      initialRole: business("verified"),
      children: (
        <Guarded guard={BusinessOnly} keepContent>
          <form>
            <input aria-label="note" />
          </form>
        </Guarded>
      ),
    })
    await passTime(1)
    fireEvent.input(page.getByLabelText("note"), { target: { value: "Ada's prices" } })

    // Between two accounts, Clerk briefly reports nobody.
    await actAndFlush(clerk.load)
    expect(seen(page)).toEqual(["loading"])
    shop.role = business("verified", { clerk_user_id: "user_bob" })
    let answer = () => {}
    shop.answered = new Promise((resolve) => (answer = resolve))
    await actAndFlush(() => clerk.signIn("bob"))
    expect([page.roleText(), seen(page)]).toEqual(["syncing ?", ["loading"]])
    await actAndFlush(answer)

    expect(page.roleText()).toBe("synced verified")
    expect(page.getByLabelText("note")).toHaveProperty("value", "")
  })

  it("gets its own role even if the first one's answer comes last", async () => {
    const clerk = createClerk(signedIn("ada"))
    const shop = createShop(business("verified"))
    let answerAda = () => {}
    shop.answered = new Promise((resolve) => (answerAda = resolve))
    const page = openPage({ clerk, shop, children: <Guarded guard={BusinessOnly}>{CONTENT}</Guarded> })
    await passTime(0)

    shop.role = individual({ clerk_user_id: "user_bob" })
    shop.answered = Promise.resolve()
    await actAndFlush(() => clerk.signIn("bob"))
    await passTime(1)
    await actAndFlush(answerAda)

    expect([page.roleText(), seen(page)]).toEqual(["synced not_required", ["business_account_required"]])
  })
})

describe("A session that ends while the page is open", () => {
  it("closes the guards when the shop refuses it, even if Clerk still reports it", async () => {
    const shop = createShop(business("verified"))
    const page = openPage({ clerk: createClerk(signedIn()), shop, children: <Guarded guard={BusinessOnly}>{CONTENT}</Guarded> })
    await passTime(61)
    shop.failures = [refusal("invalid_token")]

    await actAndFlush(() => window.dispatchEvent(new Event("focus")))

    expect([page.roleText(), seen(page)]).toEqual(["failed nobody", ["invalid_token"]])
  })
})

describe("A revocation while the visitor fills in a form", () => {
  const openForm = async (keepContent: boolean) => {
    const shop = createShop(business("verified"))
    const page = openPage({
      clerk: createClerk(signedIn()),
      shop,
      children: (
        <Guarded guard={BusinessOnly} keepContent={keepContent}>
          <form>
            <input aria-label="note" />
          </form>
        </Guarded>
      ),
    })
    await passTime(1)
    fireEvent.input(page.getByLabelText("note"), { target: { value: "5,000 bolts" } })
    shop.role = business("revoked")
    // The shop refuses the request that the form sends.
    await actAndFlush(() => shop.refuse(refusal("verification_revoked")))
    await passTime(1)
    return { shop, page }
  }

  it("shows the reason at once and removes the form", async () => {
    const { page } = await openForm(false)
    expect(seen(page)).toEqual(["verification_revoked"])
    expect(page.queryByLabelText("note")).toBeNull()
  })

  it("hides a form with keepContent and restores its input later", async () => {
    const { shop, page } = await openForm(true)
    expect(seen(page)).toEqual(["verification_revoked"])

    shop.role = business("verified")
    await passTime(61)
    await actAndFlush(() => window.dispatchEvent(new Event("focus")))
    await passTime(1)

    expect(seen(page)).toEqual([""])
    expect(page.getByLabelText("note")).toHaveProperty("value", "5,000 bolts")
  })
})
