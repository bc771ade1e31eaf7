// `npm run bench:gate`: what the gate costs between Envoy and a model server, beside bare Envoy, LiteLLM's proxy and the vLLM project's router, in
// one run: CPU time of each door, and how long answers take. The backend answers at next to no cost and is not counted, nor is what asks. Doors
// are asked one at a time and in turn, so that a drift of the machine meets all of them. Seconds are this machine's; CPU time and ratios are what
// to look at. Ends with 1 where a goal is missed. Linux; needs dev/front-door/install, and dev/bench/gate/install for the other two.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { until } from "../../tests/support/until.ts";
import { freePort } from "../../tests/tunnel/free-port.ts";
import { Asker } from "./gate/ask.ts";
import { type Door, openDoors } from "./gate/doors.ts";
import { kinds, measure, type Round, tryOnce, warmUp } from "./gate/measure.ts";
import { Programs } from "./gate/programs.ts";
import { goals, type Results, tables } from "./gate/report.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" }, seconds: { type: "string", default: "5" } } });
const [rounds, seconds] = [values.rounds, values.seconds].map(Number) as [number, number];
if (!(rounds >= 1 && seconds >= 1)) {
  console.error(`--rounds ${values.rounds} --seconds ${values.seconds}; accepted: numbers from 1 up`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "modelkeep-bench-gate-"));
const at = { socket: join(folder, "backend.sock"), port: await freePort() };
const backend = fork(join(import.meta.dirname, "gate/backend.ts"), [at.socket, String(at.port)]);
const programs = new Programs();
const asker = new Asker();

/** Waits until a door answers, also with a stream. @throws Error where one of its programs has ended */
async function opened(door: Door): Promise<void> {
  await until(`${door.name} answers`, async () => {
    const over = door.parts.map(({ program }) => program.ended()).find((how) => how !== undefined);
    if (over !== undefined) return over;
    await tryOnce(asker, door, false);
    await tryOnce(asker, door, true);
    return undefined;
  }).then((over) => {
    if (over !== undefined) throw new Error(over);
  });
}

async function measureAll(doors: readonly Door[]): Promise<Results> {
  const results = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, new Map<string, Round[]>()])) as Results;
  for (const [name, kind] of Object.entries(kinds) as [keyof typeof kinds, (typeof kinds)[keyof typeof kinds]][]) {
    backend.send({ stepMs: kind.stepMs });
    console.error(`${name}: warming up, then ${rounds} rounds of ${seconds} s at each of ${doors.length} doors`);
    for (const door of doors) await warmUp(asker, door, kind);
    for (let round = 0; round < rounds; round++)
      for (const door of doors) {
        const known = results[name].get(door.name) ?? [];
        results[name].set(door.name, [...known, await measure(asker, door, kind, seconds)]);
      }
  }
  return results;
}

try {
  await once(backend, "message");
  const { doors, missing } = await openDoors(programs, folder, at);
  for (const door of doors) await opened(door);
  const results = await measureAll(doors);
  console.log(
    `${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)} at the end; medians of ${rounds} rounds of ${seconds} s\n`,
  );
  console.log(tables(doors, results));
  const verdicts = goals(results);
  for (const { goal, seen, met } of verdicts) console.log(`${met === undefined ? "unknown" : met ? "met" : "MISSED"}: ${goal}: ${seen}`);
  for (const line of missing) console.log(line);
  if (verdicts.some(({ met }) => met === false)) process.exitCode = 1;
} catch (error) {
  console.error(`bench:gate: ${(error as Error).message}${(error as Error).cause === undefined ? "" : `: ${(error as Error).cause}`}`);
  process.exitCode = 2;
} finally {
  asker.end();
  await programs.end();
  backend.disconnect();
  rmSync(folder, { recursive: true });
}
