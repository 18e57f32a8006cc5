import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import path from "node:path"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { type FormFolder, openFormFolder } from "../../../files/form-folders"
import { readForm } from "../multipart"

const MB = 1_048_576
const LIMITS = { maxSizeMb: 20, maxFiles: 5, maxFields: 2, maxFieldBytes: 1000 }

describe("readForm", () => {
  let server: Server
  let folder: FormFolder
  let outcome: Promise<Awaited<ReturnType<typeof readForm>>>

  beforeEach(async () => {
    folder = await openFormFolder()
    server = createServer((req, res) => {
      outcome = readForm(req as MedusaRequest, res as MedusaResponse, folder, LIMITS)
      outcome.then(
        () => res.end("read"),
        () => res.writeHead(400).end()
      )
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  })

  afterEach(async () => {
    await folder.remove()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const send = (files: Buffer[], signal?: AbortSignal) => {
    const form = new FormData()
    form.append("text", "See attached.")
    files.forEach((file, index) => form.append("files", new Blob([new Uint8Array(file)]), `${index}.bin`))
    return fetch(url(), { method: "POST", body: form, signal })
  }
  const filesIn = (): string[] => readdirSync(path.dirname(folder.newFile()))

  it("writes the sent files to disk with their digests", async () => {
    const files = [Buffer.from("M10"), Buffer.alloc(3 * MB, "x")]
    expect((await send(files)).status).toBe(200)

    const { fields, files: read } = await outcome
    expect({ ...Object(fields) }).toEqual({ text: "See attached." })
    expect(read.map(({ filename, size, sha256 }) => [filename, size, sha256])).toEqual(
      files.map((file, index) => [`${index}.bin`, file.length, createHash("sha256").update(file).digest("hex")])
    )
    expect(read.map((file) => readFileSync(file.path).equals(files[read.indexOf(file)]))).toEqual([true, true])
  })

  it("leaves no file behind when one of them is too large", async () => {
    expect((await send([Buffer.from("M10"), Buffer.alloc(20 * MB + 1)])).status).toBe(400)
    await expect(outcome).rejects.toMatchObject({ code: "payload_too_large" })
    expect(filesIn()).toEqual([])
  })

  it("leaves no file behind when the folder is removed during the upload", async () => {
    const gone = path.dirname(folder.newFile())
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(Buffer.from('--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\nabc')),
    })
    const left = new AbortController()
    const init = {
      method: "POST",
      body,
      duplex: "half",
      signal: left.signal,
      headers: { "content-type": "multipart/form-data; boundary=b" },
    }
    const sending = fetch(url(), init).catch(() => undefined)
    while (filesIn().length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    left.abort()
    await folder.remove()
    await sending
    await expect(outcome).rejects.toMatchObject({ code: "invalid_request" })
    expect(existsSync(gone)).toBe(false)
  })
})
