import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { everything } from "../../support/everything.ts";
import { startCluster, type TestCluster } from "./cluster.ts";
import { changed, keepOnCluster, leftovers } from "./keep-on-cluster.ts";
import { prepared, volume } from "./prepared.ts";

type Settings = Record<string, unknown> & {
  name?: string;
  models: Record<string, Record<string, unknown>>;
  target: Record<string, unknown>;
  clients: { name: string; models: string[] }[];
};

const root = resolve(import.meta.dirname, "../../..");
const example = readFileSync(join(root, "examples/Pulumi.several-models.yaml"), "utf8");

/** The example with some of its settings changed. */
function edited(change: (keep: Settings) => void): string {
  const file = parse(example) as { config: { "modelkeep:keep": Settings } };
  change(file.config["modelkeep:keep"]);
  return stringify(file);
}

const onNode = "npm run test:all tries it; test:node tries the same on a real node";

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster(4);
  const items = [...prepared, volume("deepseek-distills", "ReadOnlyMany"), volume("of-the-other", "ReadOnlyMany")];
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items }));
  const nodes = (await cluster.kubectl(["get", "nodes", "-o", "name"])).trim().split("\n");
  for (const [i, node] of nodes.entries()) await cluster.kubectl(["label", node, `node-pool=${i < 2 ? "gpu" : "gpu-small"}`]);
});
afterAll(() => cluster.down());

const serving = "modelkeep-several-models-serving";
const keep = keepOnCluster(() => cluster, "several-models");
const other = keepOnCluster(() => cluster, "other");
afterAll(() => {
  keep.close();
  other.close();
});

/** What an update of the keep changes; it is printed, so that a reader sees what the second day does. */
async function up(what: string, stackFile: string): Promise<string[]> {
  const { code, said } = await keep.run(stackFile, "up", "--yes", "--skip-preview", "--json");
  expect(code, said.slice(-4000)).toBe(0);
  const changes = changed(said).map((line) => line.replace("kubernetes:", ""));
  process.stdout.write(`${what}:\n${changes.map((line) => `  ${line}\n`).join("")}`);
  return changes;
}

/** Generations of what a model has: Kubernetes counts one up where the specification changes, and a new object has another uid. */
const standing = async (model: string) => {
  const list = await cluster.kubectl(["-n", serving, "get", "deployments,services,poddisruptionbudgets,configmaps", "-o", "json"]);
  const { items } = JSON.parse(list) as { items: { kind: string; metadata: { name: string; uid: string; generation?: number } }[] };
  return items
    .filter(({ metadata }) => metadata.name === model || metadata.name.startsWith(`${model}-`))
    .map(({ kind, metadata: { name, uid, generation } }) => `${kind} ${name} ${uid} ${generation}`)
    .sort();
};
const podsOf = async (model: string) =>
  (
    await cluster.kubectl([
      "-n",
      serving,
      "get",
      "pods",
      "-l",
      `app.kubernetes.io/name=${model}`,
      "-o",
      "jsonpath={.items[*].metadata.uid}",
    ])
  )
    .split(" ")
    .sort();
const selectorOf = async (service: string) =>
  JSON.parse(await cluster.kubectl(["-n", serving, "get", "service", service, "-o", "jsonpath={.spec.selector}"])) as Record<
    string,
    string
  >;

const third = (settings: Settings) => {
  settings.models["draft"] = {
    name: "DeepSeek-R1-Distill-Qwen-1.5B",
    nodeSelector: { "node-pool": "gpu-small" },
    capacity: { gpus: { count: 1, memoryGiB: 48 } },
  };
  settings.clients[2]!.models.push("draft");
};
const withNext = (serves: string) => (settings: Settings) => {
  Object.assign(settings.models["code"]!, { servedAs: "coder", next: { name: "DeepSeek-R1-Distill-Qwen-14B", serves } });
};

describe("a keep with two models and three clients", () => {
  test("goes up, and each client has an address of each model that it may call", async () => {
    await up("first deployment", example);
    const told = keep.outputs()["connections"] as { client: string; endpoint: { host: string } }[];
    expect(told.map(({ client, endpoint }) => `${client} ${endpoint.host}`)).toEqual([
      `support-bot chat.${serving}.svc`,
      `search chat.${serving}.svc`,
      `editor code.${serving}.svc`,
      `search code.${serving}.svc`,
    ]);
    expect((keep.outputs()["probe"] as { verdict: string }).verdict).toBe("closed");
  });

  test("a third model creates nothing of the others anew, and touches none of their pods", async () => {
    const before = [await standing("chat"), await standing("code"), await podsOf("chat"), await podsOf("code")];
    const changes = await up("a third model", edited(third));
    expect(changes.filter((line) => /\/(chat|code)(-| |$)|\.(chat|code) /.test(line))).toEqual([]);
    expect(changes.filter((line) => !line.endsWith(" create") && !/ResourceQuota|Certificate /.test(line))).toEqual([]);
    expect([await standing("chat"), await standing("code"), await podsOf("chat"), await podsOf("code")]).toEqual(before);
  });

  test("removed again, it leaves the others untouched", async () => {
    const before = [await standing("chat"), await standing("code"), await podsOf("chat"), await podsOf("code")];
    const changes = await up("the third model removed", example);
    expect(changes.filter((line) => /\/(chat|code)(-| |$)|\.(chat|code) /.test(line))).toEqual([]);
    expect(await standing("draft")).toEqual([]);
    expect([await standing("chat"), await standing("code"), await podsOf("chat"), await podsOf("code")]).toEqual(before);
  });
});

describe("two versions of a model", () => {
  test("the next one is loaded beside the current one, which alone answers", async () => {
    const chat = await standing("chat");
    await up("a name for both versions, and the next one", edited(withNext("current")));
    expect(await cluster.kubectl(["-n", serving, "get", "deployment", "code-next", "-o", "jsonpath={.status.availableReplicas}"])).toBe(
      "1",
    );
    expect((await selectorOf("code"))["modelkeep/version"]).toBe("current");
    expect(await standing("chat")).toEqual(chat);
  });

  test.for([
    ["next", "next"],
    ["current", "current"],
  ] as const)("one line gives the address to: %s, and no pod is touched", async ([serves, version], context) => {
    context.skip(!everything, onNode);
    const pods = await podsOf("code");
    const changes = await up(`serves: ${serves}`, edited(withNext(serves)));
    expect(changes).toEqual(["code", "code-replicas"].map((service) => `core/v1:Service ${serving}/${service} update`));
    for (const service of ["code", "code-replicas"]) expect((await selectorOf(service))["modelkeep/version"]).toBe(version);
    expect(await podsOf("code")).toEqual(pods);
  });

  test("takes the current one's place while it answers, and leaves when that is ready", async () => {
    const promoted = (settings: Settings) => {
      withNext("next")(settings);
      settings.models["code"]!["name"] = "DeepSeek-R1-Distill-Qwen-14B";
    };
    await up("serves: next", edited(withNext("next")));
    expect(await up("the current version becomes the next one's", edited(promoted))).toEqual([`apps/v1:Deployment ${serving}/code update`]);
    const changes = await up(
      "the next version leaves",
      edited((settings) => {
        promoted(settings);
        delete settings.models["code"]!["next"];
      }),
    );
    expect(changes.filter((line) => / (delete|update)$/.test(line) && !/ResourceQuota/.test(line))).toEqual([
      `apps/v1:Deployment ${serving}/code-next delete`,
      `core/v1:ConfigMap ${serving}/code-next-front-door delete`,
      `core/v1:Service ${serving}/code update`,
      `core/v1:Service ${serving}/code-replicas update`,
      `policy/v1:PodDisruptionBudget ${serving}/code-next delete`,
    ]);
  });
});

test("a second keep on the same cluster has names of its own, and goes without touching the first", async (context) => {
  context.skip(!everything, "keeps of two names: npm run test:all tries them side by side");
  const before = [await standing("chat"), await standing("code")];
  const file = edited((settings) => {
    settings.name = "other";
    settings.target["weights"] = { kind: "volume", volume: "of-the-other" };
    settings.models = { chat: { ...settings.models["code"] } };
    for (const client of settings.clients) client.models = ["chat"];
  });
  const { code, said } = await other.run(file, "up", "--yes", "--skip-preview");
  expect(code, said.slice(-4000)).toBe(0);
  expect([await standing("chat"), await standing("code")]).toEqual(before);
  const gone = await other.run(file, "destroy", "--yes", "--skip-preview");
  expect(gone.code, gone.said.slice(-4000)).toBe(0);
  expect([await standing("chat"), await standing("code")]).toEqual(before);
  expect(await leftovers(cluster)).not.toContain("modelkeep-other-");
});

test("is destroyed with nothing left", async () => {
  const { code, said } = await keep.run(example, "destroy", "--yes", "--skip-preview");
  expect(code, said.slice(-4000)).toBe(0);
  expect(await leftovers(cluster)).toBe("");
});
