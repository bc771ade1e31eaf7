import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Waits for the end of its input, which the system closes however this process ends, then ends a process group: the way Session Manager's
 * plugin understands first, then as one ends any process, then as one ends a process that does not listen.
 * SIGINT comes first because the plugin takes that for the wish to end its session, and SIGTERM for nothing.
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

/** Ends a process group when it is told to, and when this process ends in whatever way. */
export interface Keeper {
  /** Resolves when no process of the group is left. */
  end(): Promise<void>;
}

/**
 * Keeps a process group from outliving this process.
 *
 * @param group id of its leader
 * @param patience how long each of the three ways may take, in seconds
 */
export function keep(group: number, patience = 5): Keeper {
  // In a group of its own: Ctrl-C in the terminal must not end the keeper before what it keeps.
  const shell = spawn("/bin/sh", ["-c", script, "keeper", String(group), String(patience * 10)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const done = once(shell, "exit");
  // A keeper that somebody else has ended has no input to close.
  shell.stdin.on("error", () => undefined);
  return {
    async end() {
      shell.stdin.end();
      await done;
    },
  };
}
