import { run } from "./launcher/run"

void run("backend")
