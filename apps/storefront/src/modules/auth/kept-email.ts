const KEY = "cedar.sign-up-email"

/** Keeps the address that somebody has typed into one form of the sign-up, for the other one in this tab. */
export const keepEmail = (email: string): void => {
  try {
    sessionStorage.setItem(KEY, email)
  } catch {
    // Storage is off. They type it once more.
  }
}

/** Returns the address that was kept, once. */
export const takeKeptEmail = (): string => {
  try {
    const email = sessionStorage.getItem(KEY) ?? ""
    sessionStorage.removeItem(KEY)
    return email
  } catch {
    return ""
  }
}
