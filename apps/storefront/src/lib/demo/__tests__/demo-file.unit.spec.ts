import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import { demoSignIns, latestDemoCode, showsCodes } from "../demo-file"

const USER = { email: "jonas.weber@example.com", password: "secret", clerk_user_id: "user_1", account_type: "individual" }
const EMAIL = "ada+1@example.com"

describe("the demo's file", () => {
  let folder: string
  let standIn: Server
  let asked: (string | undefined)[]

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "cedar-demo-"))
    standIn = createServer((request, response) => {
      asked.push(request.url)
      response.end(
        JSON.stringify({
          email_codes: [
            { email: EMAIL, code: "222222", sent_at: 2000 },
            { email: EMAIL, code: "111111", sent_at: 1000 },
          ],
        })
      )
    })
    await new Promise<void>((resolve) => standIn.listen(0, "127.0.0.1", resolve))
  })

  afterAll(async () => {
    standIn.close()
    await rm(folder, { recursive: true })
  })

  beforeEach(() => {
    asked = []
  })

  afterEach(() => {
    delete process.env.CEDAR_DEMO_FILE
  })

  const standInUrl = (): string => {
    const address = standIn.address()
    return typeof address === "object" ? `http://127.0.0.1:${address?.port}` : ""
  }

  const inDemo = async (content: object | string) => {
    process.env.CEDAR_DEMO_FILE = path.join(folder, "demo.json")
    await writeFile(process.env.CEDAR_DEMO_FILE, typeof content === "string" ? content : JSON.stringify(content))
  }

  it("shows nothing outside the demo", async () => {
    expect(await demoSignIns()).toEqual([])
    expect(await showsCodes()).toBe(false)
    expect(await latestDemoCode(EMAIL, 0)).toBeNull()
  })

  it("lists who may sign in, and how far they are", async () => {
    await inDemo({ users: [USER, { ...USER, account_type: "business", stage: "pending" }] })
    expect(await demoSignIns()).toEqual([
      { email: USER.email, password: "secret", role: "individual" },
      { email: USER.email, password: "secret", role: "pending" },
    ])
  })

  it("shows no codes where the demo runs with Clerk itself", async () => {
    await inDemo({ users: [USER] })
    expect(await showsCodes()).toBe(false)
    expect(await latestDemoCode(EMAIL, 0)).toBeNull()
  })

  it("shows the newest code that was sent since it was asked for", async () => {
    await inDemo({ users: [], clerk: { api_url: standInUrl() } })
    expect(await showsCodes()).toBe(true)
    expect(await latestDemoCode(EMAIL, 1500)).toBe("222222")
    expect(await latestDemoCode(EMAIL, 2500)).toBeNull()
    expect(asked).toEqual(Array(2).fill("/v1/stand-in/email-codes?email=ada%2B1%40example.com"))
  })

  it("asks nobody but this machine for codes", async () => {
    await inDemo({ users: [], clerk: { api_url: "https://api.clerk.com" } })
    expect(await showsCodes()).toBe(false)
    expect(await latestDemoCode(EMAIL, 0)).toBeNull()
  })

  it.each(["", "{", "[]", '{"users":[{}]}'])("shows nothing where it is %j", async (content) => {
    await inDemo(content)
    expect(await demoSignIns()).toEqual([])
    expect(await showsCodes()).toBe(false)
  })
})
