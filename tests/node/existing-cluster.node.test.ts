import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { serverNames } from "../../charts/front-door/certificate.ts";
import { modelServerName } from "../../charts/names.ts";
import { Authority } from "../../dev/sandbox/certificates.ts";
import { weightsVolume } from "../../dev/sandbox/weights-volume.ts";
import { clonedFolder, followPage } from "../docs/followed-page.ts";
import { everything } from "../support/everything.ts";
import { type NodeRun, runBeside } from "./support/run.ts";

const page = "docs/existing-cluster.md";
/** Name of stack and keep on the page. */
const name = "mine";
let run: NodeRun;
let clone: string;

/** The settings of the suite's own keep, for another volume: two keeps are then on one node. */
function settings(): string {
  const file = parse(run.stackFile({ replicas: 1 })) as { config: { "modelkeep:keep": { target: { weights: object } } } };
  Object.assign(file.config["modelkeep:keep"].target.weights, { volume: "weights-of-the-page" });
  return stringify(file);
}

beforeAll(async () => {
  if (!everything) return;
  run = await runBeside();
  clone = clonedFolder();
  for (const [path, text] of Object.entries(run.files)) {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    writeFileSync(join(clone, path), text);
  }
  writeFileSync(join(clone, "settings.yaml"), settings());
  const authority = new Authority(join(clone, "authority"));
  const { cert, key } = authority.issue(
    "server",
    "serverAuth",
    serverNames(name, [modelServerName]).map((one) => `DNS:${one}`),
  );
  for (const [file, text] of Object.entries({ "server.crt": cert, "server.key": key, "ca.pem": authority.withRevocations }))
    writeFileSync(join(clone, `${file}.given`), text);
  await run.node.kubectl.apply(weightsVolume(join(run.folder, "weights"), "weights-of-the-page"));
});
afterAll(async () => {
  if (!everything) return;
  rmSync(clone, { recursive: true });
  await run.node.kubectl.run(["delete", "pv", "weights-of-the-page", "--wait=false"]);
});

test("the page on existing clusters is followed word for word: a keep serves, closed, beside another, and nothing of it is left", async (context) => {
  context.skip(!everything, "tests/docs follows the page on a control plane: npm run test:all tries it here");
  const fills = {
    settings: "cp settings.yaml examples/Pulumi.mine.yaml",
    certificates: "for file in server.crt server.key ca.pem; do cp $file.given $file; done",
  };
  const said = await followPage(page, clone, fills, run.node.env);
  expect([...said.keys()]).toEqual(["copy", "settings", "look", "certificates", "secrets", "up", "verdict", "down"]);
  expect(said.get("look")).toMatch(/Verdict/);
  expect(said.get("look")).toMatch(/^Stack mine: .*\(0 fail/m);
  expect(said.get("verdict")).toMatch(/"verdict": ?"closed"/);
  // All that it made, and nothing of the keep beside it.
  const made = /^ +\+ (\d+) created$/m.exec(said.get("up")!)?.[1];
  const gone = /^ +- (\d+) deleted$/m.exec(said.get("down")!)?.[1];
  expect(Number(made)).toBeGreaterThan(50);
  expect(gone).toBe(made);
  const left = await run.node.kubectl.run(["get", "namespaces,validatingadmissionpolicies", "-o", "name"]);
  expect(left.split("\n").filter((one) => one.includes(`modelkeep-${name}`))).toEqual([]);
});
