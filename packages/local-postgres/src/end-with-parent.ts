import { spawn } from "node:child_process"

/*
 * The script blocks on a pipe that only this process holds open, so it notices the end of this process however it
 * comes, SIGKILL included. $1: the process to end, or the negative id of a group; $2: its signal; $3: the signal if it
 * has not ended after ten seconds; $4: a folder to remove afterwards.
 */
const WATCH = `
while read -r _; do :; done
kill -s "$2" -- "$1" 2>/dev/null
tries=0
while kill -s 0 -- "$1" 2>/dev/null; do
  tries=$((tries + 1))
  [ "$tries" -eq 50 ] && kill -s "$3" -- "$1" 2>/dev/null
  sleep 0.2
done
[ -z "$4" ] && exit 0
rm -rf -- "$4"
rmdir -- "$(dirname -- "$4")" 2>/dev/null`

/** The signals that ask a process to end and then force it. For PostgreSQL: INT and QUIT. */
export type EndSignals = readonly [ask: "TERM" | "INT", insist: "KILL" | "QUIT"]

/**
 * Ends a child process when this process ends, for whatever reason. A negative id ends the group that the child leads.
 * Windows has no shell for this: there, the child ends only if this process exits normally.
 *
 * @returns a function that cancels the watch, to call after the child has stopped
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
    // Ctrl-C in the terminal must not end the watch before this process.
    detached: true,
    cwd: "/",
  })
  watch.on("error", () => undefined)
  watch.unref()
  return () => watch.kill("SIGKILL")
}
