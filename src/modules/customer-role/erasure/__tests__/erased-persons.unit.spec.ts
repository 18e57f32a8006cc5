import { createHash, createHmac, randomBytes } from "node:crypto"
import { toHmacHalves } from "../erased-persons"

const sha256 = (...parts: Buffer[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest()

describe("toHmacHalves", () => {
  it.each([16, 32, 64])("returns keys that make two rounds of SHA-256 equal the HMAC of a %d-byte key", (length) => {
    const key = randomBytes(length)
    const { inner, outer } = toHmacHalves(key)

    for (const text of ["", "email:kim@example.com", "clerk_user:user_é"]) {
      expect(sha256(outer, sha256(inner, Buffer.from(text)))).toEqual(createHmac("sha256", key).update(text).digest())
    }
  })
})
