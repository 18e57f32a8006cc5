declare module "linebreak" {
  /** Finds the positions where a text may break (UAX #14). */
  export default class LineBreaker {
    constructor(text: string)
    /** Returns the next position, or `null` after the end of the text. */
    nextBreak(): { position: number; required: boolean } | null
  }
}
