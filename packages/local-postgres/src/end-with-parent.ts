import { spawn } from "node:child_process"

/*
 * The script blocks on a pipe that only we hold open, so it notices our end however
 * it comes, SIGKILL included. $1: the process, $2: its signal, $3: the signal where that
 * did not help for ten seconds, $4: a folder to remove after it.
 */
const WATCH = `
while read -r _; do :; done
kill -s "$2" "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null; do
  tries=$((tries + 1))
  [ "$tries" -eq 50 ] && kill -s "$3" "$1" 2>/dev/null
  sleep 0.2
done
[ -z "$4" ] && exit 0
rm -rf -- "$4"
rmdir -- "$(dirname -- "$4")" 2>/dev/null`

/** How a process is asked to end, and then told to. PostgreSQL's own are INT and QUIT. */
export type EndSignals = readonly [ask: "TERM" | "INT", insist: "KILL" | "QUIT"]

/**
 * Makes a child process end when this process ends, for whatever reason. Windows has
 * no such shell; there the child is ended on an orderly exit only.
 *
 * @returns a function that calls the watch off, for after an orderly stop
 *
 * @example
 * const callOff = endWithParent(child.pid)
 * child.once("close", callOff)
 */
export function endWithParent(
  pid: number,
  { signals = ["TERM", "KILL"], thenRemove = "" }: { signals?: EndSignals; thenRemove?: string } = {}
): () => void {
  if (process.platform === "win32") {
    const end = () => process.kill(pid)
    process.once("exit", end)
    return () => process.off("exit", end)
  }
  const watch = spawn("/bin/sh", ["-c", WATCH, "end-with-parent", String(pid), ...signals, thenRemove], {
    stdio: ["pipe", "ignore", "ignore"],
    // Out of reach of the terminal's Ctrl-C, which must not end the watch before us.
    detached: true,
    cwd: "/",
  })
  watch.on("error", () => undefined)
  watch.unref()
  return () => watch.kill("SIGKILL")
}
