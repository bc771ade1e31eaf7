import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Programs `aws` and `session-manager-plugin` that do what those do to their surroundings: the first starts the second and lets Ctrl-C pass, the
 * second listens at the port of localhost that it is told and forwards what comes to `STAND_IN_BEHIND`, and SIGTERM means nothing to it.
 * With `STAND_IN_SAYS` the first says that and ends with status 254, as it does when Systems Manager refuses.
 */
const aws = (folder: string) => `#!${process.execPath}
const { spawn } = require("node:child_process");
require("node:fs").appendFileSync(${JSON.stringify(join(folder, "pids"))}, process.pid + "\\n");
require("node:fs").writeFileSync(${JSON.stringify(join(folder, "asked"))}, JSON.stringify(process.argv.slice(2)));
if (process.env.STAND_IN_SAYS) {
  console.error(process.env.STAND_IN_SAYS);
  process.exit(254);
}
process.on("SIGINT", () => undefined);
const { localPortNumber } = JSON.parse(process.argv[process.argv.indexOf("--parameters") + 1]);
spawn("session-manager-plugin", localPortNumber, { stdio: "inherit" })
  .on("error", () => {
    console.error("SessionManagerPlugin is not found. Please refer to SessionManager Documentation here: http://docs.aws.amazon.com/console/systems-manager/session-manager-plugin-not-found");
    process.exit(255);
  })
  .on("exit", (status) => process.exit(status ?? 255));
`;

const plugin = (folder: string) => `#!${process.execPath}
const net = require("node:net");
require("node:fs").appendFileSync(${JSON.stringify(join(folder, "pids"))}, process.pid + "\\n");
const server = net.createServer((near) => {
  const far = net.connect(Number(process.env.STAND_IN_BEHIND), "127.0.0.1");
  for (const [one, other] of [[near, far], [far, near]]) one.on("error", () => other.destroy()).on("close", () => other.destroy()).pipe(other);
});
server.listen(Number(process.argv[2]), "localhost", () => console.log("Port " + process.argv[2] + " opened for sessionId it-1.\\nWaiting for connections..."));
process.on("SIGTERM", () => undefined);
process.on("SIGINT", () => {
  require("node:fs").writeFileSync(${JSON.stringify(join(folder, "said-goodbye"))}, "");
  process.exit(0);
});
`;

/** The stand-ins in a folder that goes on PATH, and what they have left behind. */
export class StandInAws {
  readonly folder: string;

  constructor(folder: string, { withPlugin = true } = {}) {
    this.folder = folder;
    this.#write("aws", aws(folder));
    if (withPlugin) this.#write("session-manager-plugin", plugin(folder));
    appendFileSync(join(folder, "pids"), "");
  }

  #write(name: string, text: string) {
    writeFileSync(join(this.folder, name), text);
    chmodSync(join(this.folder, name), 0o755);
  }

  /** Process ids of the stand-ins so far. */
  get pids(): number[] {
    return readFileSync(join(this.folder, "pids"), "utf8").split("\n").filter(Boolean).map(Number);
  }

  /** Those that run still; one that has ended and that nobody has waited for does not run. */
  get running(): number[] {
    return this.pids.filter((pid) => /^[^Z]/.test(spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim()));
  }

  /** Arguments of the last call of `aws`. */
  get asked(): string[] {
    return JSON.parse(readFileSync(join(this.folder, "asked"), "utf8"));
  }

  /** Whether the plugin was asked to end in the way in which it ends its session. */
  get saidGoodbye(): boolean {
    return existsSync(join(this.folder, "said-goodbye"));
  }
}

/** Ends what a failed test has left. */
export function endAll({ running }: StandInAws): void {
  for (const pid of running) execFileSync("kill", ["-s", "KILL", String(pid)]);
}
