/**
 * Whether a text is really a workbook, a PDF or another kind of file, by its first characters: Excel's are zipped.
 *
 * @example
 * looksLikeFile("PK\u0003\u0004…") // true
 */
export const looksLikeFile = (text: string): boolean => SIGNATURE.test(text)

const SIGNATURE = /^(PK[\u0003\u0005]|%PDF-|\u00D0\u00CF\u0011|\{\\rtf|\uFFFD{2})/
