import { keptText } from "../kept-text"

const emptyStorage = () => {
  const texts = new Map<string, string>()
  return {
    texts,
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  }
}

describe("a text that an admin has not sent", () => {
  it("comes back to the admin who typed it, in its own place", () => {
    const storage = emptyStorage()
    keptText("user_1", "quote message quo_1", storage).write("As discussed")
    expect(keptText("user_1", "quote message quo_1", storage).read()).toBe("As discussed")
    expect(keptText("user_1", "quote message quo_2", storage).read()).toBe("")
  })

  it("is nothing for an admin who signs in after them", () => {
    const storage = emptyStorage()
    keptText("user_1", "quote message quo_1", storage).write("As discussed")
    expect(keptText("user_2", "quote message quo_1", storage).read()).toBe("")
  })

  it("leaves nothing behind once it is sent, or if nobody knows who typed it", () => {
    const storage = emptyStorage()
    const kept = keptText("user_1", "quote message quo_1", storage)
    kept.write("As discussed")
    kept.write("")
    const nobodys = keptText(null, "quote message quo_1", storage)
    nobodys.write("As discussed")
    expect(nobodys.read()).toBe("")
    expect([...storage.texts]).toEqual([])
  })
})
