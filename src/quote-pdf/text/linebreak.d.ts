declare module "linebreak" {
  /** Finds where a text may be broken (UAX #14). */
  export default class LineBreaker {
    constructor(text: string)
    /** The next place, `null` after the last one, which is the end of the text. */
    nextBreak(): { position: number; required: boolean } | null
  }
}
