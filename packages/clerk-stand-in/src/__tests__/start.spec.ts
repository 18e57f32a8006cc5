import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { verifyToken } from "@clerk/backend"

import { type ClerkStandIn, type ClerkStandInOptions, startClerkStandIn } from "../index"
import { call } from "./helpers/api"

describe("startClerkStandIn", () => {
  const running: ClerkStandIn[] = []

  const start = async (options?: ClerkStandInOptions) => {
    const clerk = await startClerkStandIn(options)
    running.push(clerk)
    return clerk
  }

  afterEach(() => Promise.all(running.splice(0).map((clerk) => clerk.close())))

  it("generates its keys and secrets anew, and listens on loopback", async () => {
    const [one, two] = [await start(), await start()]
    expect(one.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(one.secretKey).toMatch(/^sk_test_\w{48}$/)
    expect(one.webhookSigningSecret).toMatch(/^whsec_/)
    expect(one.jwtKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/)
    expect(one.secretKey).not.toBe(two.secretKey)
    expect(one.webhookSigningSecret).not.toBe(two.webhookSigningSecret)
    expect(one.jwtKey).not.toBe(two.jwtKey)
  })

  it("refuses production", async () => {
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = "production"
    try {
      await expect(startClerkStandIn()).rejects.toThrow(/NODE_ENV is production/)
    } finally {
      process.env.NODE_ENV = before
    }
  })

  it.each([
    ["a host that is not loopback", { host: "0.0.0.0" }, /host "0\.0\.0\.0" is refused/],
    ["an empty list of authorised parties", { authorizedParties: [] }, /authorizedParties must not be empty/],
    ["a malformed signing secret", { webhookSigningSecret: "secret" }, /webhookSigningSecret must be/],
  ])("refuses %s", async (_case, options, message) => {
    await expect(startClerkStandIn(options as ClerkStandInOptions)).rejects.toThrow(message)
  })

  it("says which port is taken", async () => {
    const port = Number(new URL((await start()).apiUrl).port)
    await expect(startClerkStandIn({ port })).rejects.toThrow(`port ${port} is taken`)
  })

  it("logs calls without secrets", async () => {
    const lines: string[] = []
    const clerk = await start({ log: (line) => lines.push(line) })
    await call(clerk, "GET", "/v1/users?query=ada")
    expect(lines).toEqual([expect.stringMatching(/^GET \/v1\/users 200 \d+ms$/)])
  })

  describe("with a state file", () => {
    let folder: string
    let stateFile: string

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "clerk-stand-in-"))
      stateFile = join(folder, "nested", "clerk.json")
    })

    afterEach(() => rmSync(folder, { recursive: true }))

    it("finds keys, secrets and users again", async () => {
      const users = [{ email: "ada@example.com", password: "correct horse" }]
      const first = await start({ stateFile, users })
      const ada = first.users.findByEmail("ada@example.com")
      const bob = first.users.create({ email: "bob@example.com", unsafe_metadata: { accountType: "business" } })
      const gone = first.users.create({ email: "gone@example.com" })
      first.users.delete(gone.id)
      const token = first.mintToken("user_x")
      await first.close()

      const second = await start({ stateFile, users })
      expect(second).toMatchObject({
        secretKey: first.secretKey,
        jwtKey: first.jwtKey,
        webhookSigningSecret: first.webhookSigningSecret,
      })
      expect(second.users.list()).toEqual([ada, bob])
      await expect(verifyToken(token, { jwtKey: second.jwtKey })).resolves.toMatchObject({ sub: "user_x" })
      const body = JSON.stringify({ email: "ada@example.com", password: "correct horse" })
      expect((await call(second, "POST", "/v1/stand-in/sign-in", { body })).status).toBe(200)
    })

    it("keeps the file to its owner, without passwords and without leftovers", async () => {
      await start({ stateFile, users: [{ email: "ada@example.com", password: "correct horse" }] })
      expect(statSync(stateFile).mode & 0o777).toBe(0o600)
      expect(readFileSync(stateFile, "utf8")).not.toContain("correct horse")
      expect(readdirSync(join(folder, "nested"))).toEqual(["clerk.json"])
    })

    it("prefers what the options say", async () => {
      await start({ stateFile })
      const secretKey = "sk_test_mine"
      await expect(start({ stateFile, secretKey })).resolves.toMatchObject({ secretKey })
    })

    const foreignTexts = ["{", "{}", '{"version":1,"users":[{}]}']

    it.each(foreignTexts)("refuses %s, naming the file, and leaves it alone", async (text) => {
      const foreign = join(folder, "foreign.json")
      writeFileSync(foreign, text)
      await expect(startClerkStandIn({ stateFile: foreign })).rejects.toThrow(`${foreign} is not a state file`)
      expect(readFileSync(foreign, "utf8")).toBe(text)
    })
  })
})
