/** A text that an admin has typed and not sent. */
export type KeptText = { read: () => string; write: (text: string) => void }

/** What the browser keeps for one tab. */
type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">

/**
 * Returns an unsent text that survives leaving the page, in this tab. It belongs to the admin who typed it: whoever signs in
 * after them finds nothing. Without an admin, nothing is kept.
 *
 * @example
 * const kept = keptText(adminId, "quote message quo_123")
 * const [message, setMessage] = useState(kept.read)
 */
export const keptText = (adminId: string | null, name: string, storage: Storage = sessionStorage): KeptText => {
  const key = `customer-role ${adminId} ${name}`
  return {
    read: () => (adminId === null ? "" : (storage.getItem(key) ?? "")),
    write: (text) => {
      if (adminId === null || !text) {
        storage.removeItem(key)
      } else {
        storage.setItem(key, text)
      }
    },
  }
}
