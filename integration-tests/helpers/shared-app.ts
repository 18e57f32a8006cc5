import { shopHouse } from "./running-shop"

let isShared = false

/** Ends the app with a suite that has it for itself. */
export const closeUnlessShared = async (): Promise<void> => {
  if (!isShared) {
    await shopHouse.close()
  }
}

/**
 * Runs the suites of many spec files in one app, one after another. Each keeps its file's name in the report; a file that
 * cannot be loaded fails by itself.
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
