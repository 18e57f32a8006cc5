import { open, stat } from "node:fs/promises"
import { createReadStream } from "node:fs"
import { fromBuffer, open as openZip, type ZipFile } from "yauzl"

/** The content of a file in memory or on disk, read in pieces, so that a large file never has to fit into memory. */
export type FileSource = {
  size: number
  /** Reads up to `length` bytes from an offset. */
  read: (from: number, length: number) => Promise<Buffer>
  pieces: () => AsyncIterable<Buffer> | Iterable<Buffer>
  /** The MIME type that the first bytes suggest. */
  mime: () => Promise<string | undefined>
  /** @throws if the file is not a ZIP archive */
  archive: () => Promise<ZipFile>
}

const LAZY = { lazyEntries: true, validateEntrySizes: true } as const

/**
 * Returns the source of a file in memory.
 *
 * @example
 * const source = inMemory(Buffer.from("BOLT-10;400"))
 */
export const inMemory = (content: Buffer): FileSource => ({
  size: content.length,
  read: async (from, length) => content.subarray(from, from + length),
  pieces: () => [content],
  // file-type is an ES module, and this plugin is CommonJS.
  mime: async () => (await (await import("file-type")).fileTypeFromBuffer(content))?.mime,
  archive: () =>
    new Promise((resolve, reject) => fromBuffer(content, LAZY, (error, archive) => (error ? reject(error) : resolve(archive)))),
})

/**
 * Returns the source of a file on disk.
 *
 * @example
 * const source = await onDisk("uploads/drawing.pdf")
 */
export const onDisk = async (path: string): Promise<FileSource> => {
  const { size } = await stat(path)
  return {
    size,
    read: async (from, length) => {
      const handle = await open(path)
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    pieces: () => createReadStream(path),
    mime: async () => (await (await import("file-type")).fileTypeFromFile(path))?.mime,
    archive: () => new Promise((resolve, reject) => openZip(path, LAZY, (error, archive) => (error ? reject(error) : resolve(archive)))),
  }
}
