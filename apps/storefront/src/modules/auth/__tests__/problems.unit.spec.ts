import { problemsOf } from "../problems"

const clerkError = (...errors: object[]) => Object.assign(new Error("Clerk"), { code: "api_response_error", errors })

describe("an error of Clerk", () => {
  it.each([
    ["form_identifier_not_found", "email", "unknownEmail"],
    ["form_identifier_exists", "email", "takenEmail"],
    ["form_password_incorrect", "password", "wrongPassword"],
    ["form_password_validation_failed", "password", "wrongPassword"],
    ["form_password_pwned", "password", "leakedPassword"],
    ["form_code_incorrect", "code", "wrongCode"],
    ["verification_expired", "code", "expiredCode"],
    ["verification_failed", "code", "expiredCode"],
    ["form_password_size_in_bytes_exceeded", "password", "longPassword"],
    ["session_reverification_required", "form", "confirmAgain"],
    ["too_many_requests", "form", "tooManyRequests"],
    ["user_locked", "form", "locked"],
    ["captcha_invalid", "form", "captcha"],
  ])("shows %s at %s as %s", (code, field, reason) => {
    expect(problemsOf(clerkError({ code, message: "m" }))).toEqual([{ field, reason }])
  })

  it("tells all problems at once", () => {
    const error = clerkError(
      { code: "form_param_format_invalid", meta: { paramName: "email_address" } },
      { code: "form_password_length_too_short", meta: { paramName: "password" } }
    )
    expect(problemsOf(error)).toEqual([
      { field: "email", reason: "invalidEmail" },
      { field: "password", reason: "shortPassword" },
    ])
  })

  it("tells a problem that this shop does not know in the shop's words, never in Clerk's English", () => {
    const error = clerkError({
      code: "new_code",
      message: "is wrong",
      longMessage: "The password is wrong somehow.",
      meta: { paramName: "password" },
    })
    expect(problemsOf(error)).toEqual([{ field: "password", reason: "other" }])
  })

  it.each([
    ["identifier", "email", "invalidEmail", "invalidEmail"],
    ["password", "password", "missingPassword", "other"],
    ["code", "code", "missingCode", "wrongCode"],
    ["colour", "form", "other", "other"],
  ])("about %s tells apart what is missing and what is malformed", (paramName, field, missing, malformed) => {
    const error = clerkError(...["form_param_nil", "form_param_format_invalid"].map((code) => ({ code, meta: { paramName } })))
    expect(problemsOf(error)).toEqual([
      { field, reason: missing },
      { field, reason: malformed },
    ])
  })

  it("without a field concerns the form", () => {
    expect(problemsOf(clerkError({ code: "new_code", meta: { paramName: "colour" } }))).toEqual([{ field: "form", reason: "other" }])
  })

  it.each([
    new TypeError("Failed to fetch"),
    Object.assign(new Error("offline"), { code: "clerk_offline" }),
    clerkError(),
    undefined,
    "text",
  ])("is Clerk out of reach where it says nothing (%s)", (error) => {
    expect(problemsOf(error)).toEqual([{ field: "form", reason: "unreachable" }])
  })

  it("is too many requests where Clerk's edge says only that", () => {
    expect(problemsOf(Object.assign(new Error("429"), { status: 429 }))).toEqual([{ field: "form", reason: "tooManyRequests" }])
  })
})
