import { companyDomain } from "../company-domain"

describe("The domain of a company's e-mail address", () => {
  it("is what follows the last @, in lower case", () => {
    expect(companyDomain("Ada@Cedar.example")).toBe("cedar.example")
    expect(companyDomain('"a@b"@cedar.example')).toBe("cedar.example")
  })

  it.each(["ada@gmail.com", "ada@GMX.de", "ada@", "ada", "", null, undefined])("is unknown for %s", (email) => {
    expect(companyDomain(email)).toBeUndefined()
  })
})
