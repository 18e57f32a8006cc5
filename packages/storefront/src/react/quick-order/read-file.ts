/**
 * Reads the text of a sheet as spreadsheets save it: UTF-8, UTF-16 with its byte order mark or, where it is neither, as
 * Excel's plain "CSV" in Western Europe, Windows-1252. What is no text at all, the shop names.
 *
 * @example
 * quickOrder.readSheet(await readSheetFile(event.dataTransfer.files[0]))
 */
export const readSheetFile = async (file: Blob): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  if (mark === 0xfffe || mark === 0xfeff) {
    return new TextDecoder(mark === 0xfffe ? "utf-16le" : "utf-16be").decode(bytes)
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("windows-1252").decode(bytes)
  }
}
