import { shopHouse } from "./running-shop"

let isShared = false

/** Stops the app after the suite, which does not share it. */
export const closeUnlessShared = async (): Promise<void> => {
  if (!isShared) {
    await shopHouse.close()
  }
}

/**
 * Runs the suites of many spec files in one app, one after another. The report shows each file's name; a file that fails
 * to load does not affect the others.
 *
 * @param load - by file name; it loads the file
 * @example
 * shareApp({ "quotes.spec.ts": () => require("../http/quotes.spec.ts") })
 */
export const shareApp = (load: Record<string, () => unknown>): void => {
  isShared = true
  for (const [file, loadFile] of Object.entries(load)) {
    describe(file, () => {
      try {
        loadFile()
      } catch (error) {
        it("loads", () => {
          throw error
        })
      }
      afterAll(() => {
        jest.restoreAllMocks()
      })
    })
  }
  afterAll(() => shopHouse.close())
}
