import { config } from "zod"

// zod tries whether it may turn schemas into code. The content security policy forbids it, and browsers would report that.
config({ jitless: true })
