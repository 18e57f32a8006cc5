import { writeFileSync } from "node:fs"
import { kitErrorFiles } from "./error-catalogues"
import { MANIFEST_FILE, manifestText } from "./manifest"

/* Writes medusa-plugin.json and the storefront kit's copy of the error catalogue: npm run manifest */
writeFileSync(MANIFEST_FILE, manifestText())
for (const { file, text } of kitErrorFiles()) {
  writeFileSync(file, text)
}
