/** What somebody has typed into a form, by field. */
export type Input = Record<string, string | boolean>

const KEY = "cedar.input"

/** For how long input waits for the page that it goes to, in milliseconds. */
const WAITS_FOR = 60_000

const forms = new Map<string, () => Input>()

/** Lets {@link keepInput} read a form of this page. Returns a function that takes it back. */
export const offerInput = (form: string, read: () => Input): (() => void) => {
  forms.set(form, read)
  return () => {
    if (forms.get(form) === read) {
      forms.delete(form)
    }
  }
}

/**
 * Keeps what stands in the forms of this page, for the same page in another language, which the browser opens anew.
 *
 * @param page - the path without its language
 */
export const keepInput = (page: string): void =>
  store({ page, until: Date.now() + WAITS_FOR, forms: Object.fromEntries([...forms].map(([form, read]) => [form, read()])) })

/** Returns what was kept for a form of this page, once. */
export const takeInput = (page: string, form: string): Input | undefined => {
  const kept = stored()
  if (kept?.page !== page || !(kept.until > Date.now())) {
    return undefined
  }
  const { [form]: input, ...others } = kept.forms
  store({ ...kept, forms: others })
  return input
}

type Kept = { page: string; until: number; forms: Record<string, Input> }

const store = (kept: Kept): void => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // Storage is off. They type it once more.
  }
}

const stored = (): Kept | undefined => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null") ?? undefined
  } catch {
    return undefined
  }
}
