import { copyFileSync, writeFileSync } from "node:fs"
import { KIT_ERROR_CATALOGUE, SERVER_ERROR_CATALOGUE } from "./error-catalogues"
import { MANIFEST_FILE, manifestText } from "./manifest"

/* Writes medusa-plugin.json and the storefront kit's copy of the error catalogue anew: npm run manifest */
writeFileSync(MANIFEST_FILE, manifestText())
copyFileSync(SERVER_ERROR_CATALOGUE, KIT_ERROR_CATALOGUE)
