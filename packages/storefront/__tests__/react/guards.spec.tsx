import { fireEvent } from "@testing-library/react"
import { createClerk, signedIn } from "../helpers/fake-clerk.js"
import { createShop, refusal } from "../helpers/fake-shop.js"
import { doing, openPage, pass, useTestTime } from "../helpers/page.js"
import { business, individual } from "../helpers/roles.js"
import { AuthOnly, BusinessOnly, type DenialCode, type GuardProps, IndividualOnly, VerifiedOnly } from "../../src/react/index.js"

useTestTime()

const GUARDS = { AuthOnly, BusinessOnly, IndividualOnly, VerifiedOnly }

const FeatureOnly = (props: GuardProps) => <BusinessOnly feature="bulk_orders" {...props} />

const Guarded = ({ guard: Guard, ...props }: GuardProps & { guard: (props: GuardProps) => React.ReactNode }) => (
  <Guard loading={<p role="status">loading</p>} fallback={(denial: DenialCode) => <p role="alert">{denial}</p>} {...props} />
)

/** What is seen of a guard: its content, the reason against it, or that it is loading. */
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
] as const)("somebody who is %s", (_who, role, expected) => {
  it.each(["AuthOnly", "BusinessOnly", "IndividualOnly", "VerifiedOnly"] as const)(
    "sees of %s what is theirs, and nothing else before",
    async (name) => {
      const page = openPage({
        clerk: createClerk(signedIn()),
        shop: createShop(role),
        children: <Guarded guard={GUARDS[name]}>{CONTENT}</Guarded>,
      })
      expect(seen(page)).toEqual([name === "AuthOnly" ? "content" : "loading"])

      await pass(1)

      expect(seen(page)).toEqual([expected[name]])
    }
  )
})

it.each(Object.entries(GUARDS))("%s denies whoever is not signed in, and says nothing before Clerk has loaded", async (_name, guard) => {
  const clerk = createClerk()
  const page = openPage({ clerk, shop: createShop(), children: <Guarded guard={guard}>{CONTENT}</Guarded> })
  expect(seen(page)).toEqual(["loading"])

  await doing(clerk.signOut)

  expect(seen(page)).toEqual(["unauthenticated"])
})

it("BusinessOnly goes by what the shop says of a feature", async () => {
  const page = openPage({
    clerk: createClerk(signedIn()),
    shop: createShop(business("pending")),
    children: <Guarded guard={FeatureOnly}>{CONTENT}</Guarded>,
  })
  await pass(1)
  expect(seen(page)).toEqual(["verification_pending"])
})

it("shows a fallback that is a node, and nothing where there is none", async () => {
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
  await pass(1)
  expect(seen(page)).toEqual(["for businesses"])
})

it.each(["account_disabled", "sign_in_replaced"] as const)("gives the code of a refusal to the fallback: %s", async (code) => {
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
  await pass(1)
  expect(seen(page)).toEqual([code, code])
})

it("takes an e-mail address that is not verified for signed in, and for no business", async () => {
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
  await pass(1)
  expect(seen(page)).toEqual(["email_unverified", "content"])
})

it("says nothing against anybody while the shop does not answer", async () => {
  const shop = createShop()
  shop.failures = Array(9).fill(refusal("busy"))
  const page = openPage({ clerk: createClerk(signedIn()), shop, children: <Guarded guard={BusinessOnly}>{CONTENT}</Guarded> })
  await pass(20)
  expect([page.told(), seen(page)]).toEqual(["failed ?", ["loading"]])
})

describe("somebody who signs out in another tab", () => {
  it("is signed out here in the same moment, and an answer that comes later changes nothing", async () => {
    const clerk = createClerk(signedIn())
    const shop = createShop(business("verified"))
    const page = openPage({ clerk, shop, initialRole: business("verified"), children: <Guarded guard={VerifiedOnly}>{CONTENT}</Guarded> })
    await pass(1)
    let answer = () => {}
    shop.answered = new Promise((resolve) => (answer = resolve))
    await pass(61)
    await doing(() => window.dispatchEvent(new Event("focus")))
    expect([seen(page), shop.calls]).toEqual([["content"], ["sync", "read"]])

    await doing(clerk.signOut)
    expect([page.told(), seen(page)]).toEqual(["idle nobody", ["unauthenticated"]])
    await doing(answer)

    expect([page.told(), seen(page)]).toEqual(["idle nobody", ["unauthenticated"]])
  })
})

describe("another account in this tab", () => {
  it("sees nothing of the first one's: neither content, nor what was typed, nor the page's first role", async () => {
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
    await pass(1)
    fireEvent.input(page.getByLabelText("note"), { target: { value: "Ada's prices" } })

    // Between two accounts Clerk knows nobody for a moment.
    await doing(clerk.load)
    expect(seen(page)).toEqual(["loading"])
    shop.role = business("verified", { clerk_user_id: "user_bob" })
    let answer = () => {}
    shop.answered = new Promise((resolve) => (answer = resolve))
    await doing(() => clerk.signIn("bob"))
    expect([page.told(), seen(page)]).toEqual(["syncing ?", ["loading"]])
    await doing(answer)

    expect(page.told()).toBe("synced verified")
    expect(page.getByLabelText("note")).toHaveProperty("value", "")
  })

  it("gets its own role, also where the first one's answer comes last", async () => {
    const clerk = createClerk(signedIn("ada"))
    const shop = createShop(business("verified"))
    let answerAda = () => {}
    shop.answered = new Promise((resolve) => (answerAda = resolve))
    const page = openPage({ clerk, shop, children: <Guarded guard={BusinessOnly}>{CONTENT}</Guarded> })
    await pass(0)

    shop.role = individual({ clerk_user_id: "user_bob" })
    shop.answered = Promise.resolve()
    await doing(() => clerk.signIn("bob"))
    await pass(1)
    await doing(answerAda)

    expect([page.told(), seen(page)]).toEqual(["synced not_required", ["business_account_required"]])
  })
})

describe("a session that ends while the page is open", () => {
  it("closes the guards when the shop says so, whatever Clerk still believes", async () => {
    const shop = createShop(business("verified"))
    const page = openPage({ clerk: createClerk(signedIn()), shop, children: <Guarded guard={BusinessOnly}>{CONTENT}</Guarded> })
    await pass(61)
    shop.failures = [refusal("invalid_token")]

    await doing(() => window.dispatchEvent(new Event("focus")))

    expect([page.told(), seen(page)]).toEqual(["failed nobody", ["invalid_token"]])
  })
})

describe("a revocation while a form is being filled", () => {
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
    await pass(1)
    fireEvent.input(page.getByLabelText("note"), { target: { value: "5,000 bolts" } })
    shop.role = business("revoked")
    // What the form was sent for is refused.
    await doing(() => shop.refuse(refusal("verification_revoked")))
    await pass(1)
    return { shop, page }
  }

  it("shows at once why it ends, and removes the form", async () => {
    const { page } = await openForm(false)
    expect(seen(page)).toEqual(["verification_revoked"])
    expect(page.queryByLabelText("note")).toBeNull()
  })

  it("hides the form where it is to be kept, which comes back with what was typed", async () => {
    const { shop, page } = await openForm(true)
    expect(seen(page)).toEqual(["verification_revoked"])

    shop.role = business("verified")
    await pass(61)
    await doing(() => window.dispatchEvent(new Event("focus")))
    await pass(1)

    expect(seen(page)).toEqual([""])
    expect(page.getByLabelText("note")).toHaveProperty("value", "5,000 bolts")
  })
})
