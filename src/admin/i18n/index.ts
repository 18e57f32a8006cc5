import de from "./de.json"
import en from "./en.json"
import { NAMESPACE } from "./use-text"

/** The texts of the plugin's pages, in a namespace of their own. Other languages of the dashboard show English. */
export default {
  en: { [NAMESPACE]: en },
  de: { [NAMESPACE]: de },
}
