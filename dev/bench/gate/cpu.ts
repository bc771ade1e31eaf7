import { readdirSync, readFileSync } from "node:fs";

/** Units in which Linux states CPU times: `USER_HZ`, on every architecture that Node runs on. */
const ticksPerSecond = 100;

/** A process as `/proc/PID/stat` has it. */
interface Process {
  pid: number;
  parent: number;
  /** Of its own and of children that have ended and been waited for. */
  ticks: number;
}

/** One line of `/proc/PID/stat`. Source: proc_pid_stat(5). */
export function processOf(line: string): Process {
  // The name stands in brackets, and may hold brackets and spaces itself.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const [parent, ...times] = [1, 11, 12, 13, 14].map((at) => Number(fields[at]));
  return { pid: Number.parseInt(line, 10), parent: parent!, ticks: times.reduce((sum, time) => sum + time, 0) };
}

/** CPU seconds, in user and system mode, of a process and all that it has started. @throws Error where it does not run */
export function cpuSeconds(root: number, processes: readonly Process[] = allProcesses()): number {
  const own = processes.find(({ pid }) => pid === root);
  if (own === undefined) throw new Error(`process ${root} has ended`);
  const ticks = (of: Process): number => processes.reduce((sum, child) => (child.parent === of.pid ? sum + ticks(child) : sum), of.ticks);
  return ticks(own) / ticksPerSecond;
}

function allProcesses(): Process[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return [processOf(readFileSync(`/proc/${name}/stat`, "latin1"))];
    } catch {
      // It has ended since.
      return [];
    }
  });
}
