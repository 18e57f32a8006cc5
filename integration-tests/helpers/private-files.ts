import { tmpdir } from "node:os"
import path from "node:path"

/** Where the app under test keeps private files. Whoever stores some removes it. */
export const privateFilesFolder = path.join(tmpdir(), `medusa-private-files-${process.pid}`)
