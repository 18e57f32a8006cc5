import { whyNotShown } from "../why-not-shown"

it.each([
  ["not_found", "gone"],
  ["invalid_quote_state", "gone"],
  ["verification_pending", "denied"],
  ["account_disabled", "denied"],
  ["unauthenticated", "denied"],
  ["too_many_requests", "later"],
  ["busy", "later"],
  ["identity_provider_unavailable", "later"],
  ["a code that nobody knows", "later"],
  [undefined, "later"],
  [["not_found", "busy"], "later"],
])("a quote is not shown after %j: %s", (code, why) => {
  expect(whyNotShown(code)).toBe(why)
})
