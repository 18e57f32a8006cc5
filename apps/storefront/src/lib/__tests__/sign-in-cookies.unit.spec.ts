import { signInsIn } from "../sign-in-cookies"

describe("Clerk's cookies", () => {
  it.each([
    ["", []],
    ["theme=dark; __client_uat=0; __client_uat_a1b2=0", []],
    ["__client_uat=1700000000", ["__client_uat=1700000000"]],
    ["a=1; __client_uat_a1-b2=1700000000;__client_uat=0", ["__client_uat_a1-b2=1700000000"]],
    ["__client_uat=0; __client_uat=1700000000", ["__client_uat=1700000000"]],
    ["my__client_uat=1700000000; __client_uat2=1", []],
  ])("%j tell of %j", (cookies, signIns) => {
    expect(signInsIn(cookies)).toEqual(signIns)
  })
})
