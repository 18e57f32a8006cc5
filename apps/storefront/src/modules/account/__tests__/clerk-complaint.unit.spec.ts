import { clerkComplaintOf } from "../profile/clerk-complaint"

const clerkError = (code: string, paramName?: string) => Object.assign(new Error("Clerk"), { errors: [{ code, meta: { paramName } }] })

describe("a change that Clerk refuses", () => {
  it.each([
    ["form_code_incorrect", "wrongCode"],
    ["verification_expired", "codeExpired"],
    ["verification_failed", "codeExpired"],
    ["form_identifier_exists", "emailTaken"],
    ["form_password_incorrect", "wrongPassword"],
    ["form_password_length_too_short", "passwordWeak"],
    ["form_password_size_in_bytes_exceeded", "passwordLong"],
    ["form_password_pwned", "passwordLeaked"],
    ["too_many_requests", "tooOften"],
    ["session_reverification_required", "confirmAgain"],
    ["user_locked", "other"],
    ["new_code", "other"],
  ])("turns %s into %s", (code, complaint) => {
    expect(clerkComplaintOf(clerkError(code))).toBe(complaint)
  })

  it("tells an address that Clerk does not take", () => {
    expect(clerkComplaintOf(clerkError("form_param_format_invalid", "email_address"))).toBe("emailInvalid")
  })

  it("tells that Clerk does not answer", () => {
    expect(clerkComplaintOf(new TypeError("Failed to fetch"))).toBe("noAnswer")
  })
})
