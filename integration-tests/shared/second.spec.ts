import { runShare } from "./run-share"

runShare(1)
