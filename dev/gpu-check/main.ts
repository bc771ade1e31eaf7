// gpu-check new-key NAME KEY.pem
// gpu-check run --stack NAME --checkpoint FOLDER --by NAME --key KEY.pem --out RECORD.json [--folder PROJECT] [--runner docker|podman]
// gpu-check verify RECORD.json
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isSigned, type ValidatedConfiguration, validatedConfigurationSchema } from "../../catalog/validated-configurations.ts";
import { checkShape } from "./checkpoint-shape.ts";
import { newKey, signedRecord } from "./record.ts";
import { renderedServer } from "./rendered-server.ts";
import { seenGpus, serveOnce } from "./serve-once.ts";

const usage = `usage:
  gpu-check new-key NAME KEY.pem
  gpu-check run --stack NAME --checkpoint FOLDER --by NAME --key KEY.pem --out RECORD.json [--folder PROJECT] [--runner docker|podman]
  gpu-check verify RECORD.json`;

/** A mistake of the caller's: one line, status 2. */
class Misuse extends Error {}

const today = () => new Date().toISOString().slice(0, 10);

function createKey(name = "", path = ""): void {
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name))
    throw new Misuse(`the name is ${JSON.stringify(name)}; accepted: small letters, digits and hyphens`);
  if (path === "" || existsSync(path))
    throw new Misuse(`${path || "no file"} is there already, or not named; accepted: a new file for the key`);
  const { privateKeyPem, entry } = newKey(name, today());
  writeFileSync(path, privateKeyPem, { mode: 0o600, flag: "wx" });
  console.log(`${path} is yours alone. For catalog/data/validation-keys.json:\n${JSON.stringify(entry)}`);
}

function verify(path = ""): void {
  if (!existsSync(path)) throw new Misuse(`${path || "no file"} is not there, or not named; accepted: the file of a record`);
  const record = recordIn(path);
  if (!isSigned(record)) throw new Error(`${path} is not signed by a key of catalog/data/validation-keys.json`);
  console.log(`${path}: signed by ${record.by}, ${record.model} on ${record.gpus} x ${record.gpu.name}, vLLM ${record.vllm}`);
}

/** @throws Error with the first thing that makes a file no record */
function recordIn(path: string): ValidatedConfiguration {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Error(`${path} is not JSON; accepted: a file of gpu-check run`);
  }
  const { data, error } = validatedConfigurationSchema.safeParse(json);
  if (data) return data;
  const [issue] = error.issues;
  throw new Error(`${path} is no record: ${issue?.path.join(".") || "the document"}: ${issue?.message}; accepted: a file of gpu-check run`);
}

async function run(args: string[]): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: { stack: text, checkpoint: text, by: text, key: text, out: text, folder: text, runner: text },
  });
  for (const name of ["stack", "checkpoint", "by", "key", "out"] as const)
    if (!values[name]) throw new Misuse(`--${name} is missing; ${usage}`);
  const { stack, checkpoint, by, key, out, folder = ".", runner = "docker" } = values as Record<string, string>;
  if (runner !== "docker" && runner !== "podman") throw new Misuse(`--runner is ${runner}; accepted: docker, podman`);
  if (existsSync(out!)) throw new Misuse(`${out} is there already; accepted: a new file`);
  if (!existsSync(join(checkpoint!, "config.json")))
    throw new Misuse(`${checkpoint} has no config.json; accepted: the folder with a checkpoint's files`);
  if (!existsSync(key!)) throw new Misuse(`--key ${key} is not there; accepted: a file of gpu-check new-key`);
  const pem = readFileSync(key!, "utf8");
  const server = await renderedServer(resolve(folder), stack!);
  checkShape(server.facts.model, readFileSync(join(checkpoint!, "config.json"), "utf8"));
  const gpu = await seenGpus();
  const work = mkdtempSync(join(tmpdir(), "modelkeep-gpu-check-"));
  try {
    const places = { checkpoint: resolve(checkpoint!), programs: join(work, "programs"), sockets: join(work, "sockets") };
    mkdirSync(places.programs);
    mkdirSync(places.sockets, { mode: 0o777 });
    for (const [name, program] of Object.entries(server.programs)) writeFileSync(join(places.programs, name), program, { mode: 0o444 });
    const seen = await serveOnce(runner, server, places);
    const record = signedRecord({ date: today(), by: by!, ...server.facts, gpu, ...seen }, pem);
    writeFileSync(out!, `${JSON.stringify(record, null, 2)}\n`, { flag: "wx" });
    console.log(
      `${out}: ${record.model} on ${record.gpus} x ${record.gpu.name}, first token after ${record.seconds.start.toFixed(0)} s. For catalog/data/validated-configurations.json.`,
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const [verb, ...rest] = process.argv.slice(2);
try {
  if (verb === "new-key") createKey(...rest);
  else if (verb === "verify") verify(...rest);
  else if (verb === "run") await run(rest);
  else throw new Misuse(`${verb ?? "nothing"} is no verb of it; ${usage}`);
} catch (error) {
  console.error(`gpu-check: ${(error as Error).message}`);
  process.exitCode = error instanceof Misuse || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
}
