import { open, stat } from "node:fs/promises"
import { createReadStream } from "node:fs"
import { fromBuffer, open as openZip, type ZipFile } from "yauzl"

/** What a file holds, wherever it is: read in pieces, so that none is in memory as a whole. */
export type FileSource = {
  size: number
  /** So many bytes at a place, or as many as there are. */
  read: (from: number, length: number) => Promise<Buffer>
  pieces: () => AsyncIterable<Buffer> | Iterable<Buffer>
  /** Its kind, by how it begins. */
  mime: () => Promise<string | undefined>
  /** @throws where it is no archive */
  archive: () => Promise<ZipFile>
}

const LAZY = { lazyEntries: true, validateEntrySizes: true } as const

/**
 * A file that is in memory.
 *
 * @example
 * const source = inMemory(Buffer.from("BOLT-10;400"))
 */
export const inMemory = (content: Buffer): FileSource => ({
  size: content.length,
  read: async (from, length) => content.subarray(from, from + length),
  pieces: () => [content],
  // An ES module, in a plugin that is CommonJS.
  mime: async () => (await (await import("file-type")).fileTypeFromBuffer(content))?.mime,
  archive: () => new Promise((resolve, reject) => fromBuffer(content, LAZY, (error, archive) => (error ? reject(error) : resolve(archive)))),
})

/**
 * A file on disk.
 *
 * @example
 * const source = await onDisk("/tmp/forms/1")
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
