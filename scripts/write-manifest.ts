import { writeFileSync } from "node:fs"
import { MANIFEST_FILE, manifestText } from "./manifest"

/* Writes medusa-plugin.json anew: npm run manifest */
writeFileSync(MANIFEST_FILE, manifestText())
