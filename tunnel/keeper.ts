import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Waits for the end of its input, which the system closes however this process ends, then ends a process group: with the signal that
 * Session Manager's plugin handles, then SIGTERM, then SIGKILL.
 * SIGINT comes first because the plugin ends its session on it, and ignores SIGTERM.
 * Source: ControlSignals, src/sessionmanagerplugin/session/sessionutil, aws/session-manager-plugin.
 */
const script = `
cat >/dev/null
for signal in INT TERM KILL; do
  kill -s "$signal" -- "-$1" 2>/dev/null || exit 0
  tries=0
  while [ "$tries" -lt "$2" ]; do
    kill -s 0 -- "-$1" 2>/dev/null || exit 0
    sleep 0.1
    tries=$((tries + 1))
  done
done
`;

/** Ends a process group on request, and when this process ends for any reason. */
export interface Keeper {
  /** Resolves when the group has no process left. */
  end(): Promise<void>;
}

/**
 * Keeps a process group from outliving this process.
 *
 * @param group id of its leader
 * @param patience how long to wait after each of the three signals, in seconds
 */
export function keep(group: number, patience = 5): Keeper {
  // In its own group: Ctrl-C in the terminal must not end the keeper before the processes it watches.
  const shell = spawn("/bin/sh", ["-c", script, "keeper", String(group), String(patience * 10)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const done = once(shell, "exit");
  // A keeper that was killed has no input to close.
  shell.stdin.on("error", () => undefined);
  return {
    async end() {
      shell.stdin.end();
      await done;
    },
  };
}
