import { tmpdir } from "node:os"
import path from "node:path"

/** The folder for private files of the app under test. Tests that store files remove them. */
export const privateFilesFolder = path.join(tmpdir(), `medusa-private-files-${process.pid}`)
