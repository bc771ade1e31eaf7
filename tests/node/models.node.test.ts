import { beforeAll, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { matrixText, tryAll } from "./support/matrix.ts";
import { wrongWays } from "./support/promised-ways.ts";
import { runBeside } from "./support/run.ts";
import { type ServerPod, serverPods, untilReady } from "./support/servers.ts";
import { grants, type ModelKey, type ServerKey, Several, weights } from "./support/several.ts";

const begin = { serves: "both", code: true } as const;
let keep: Several;
beforeAll(async () => {
  keep = new Several(await runBeside());
  await keep.prepare();
  await keep.set(begin);
  await untilReady(keep, 4);
  // The impostor is called coder by its label, and writer by its certificate.
  await keep.addCallers(...Object.keys(grants).map((name) => ({ name })), { name: "impostor", labelled: "coder", certificate: "writer" });
});

/** The server of a pod, such as `chat-next`. */
const serverOf = ({ metadata: { labels } }: ServerPod) =>
  `${labels["app.kubernetes.io/name"]}${labels["modelkeep/version"] === "next" ? "-next" : ""}` as ServerKey;

/** Pods of a server with what tells whether they were touched. */
const standing = async (...servers: readonly ServerKey[]) =>
  (await serverPods(keep))
    .filter((pod) => servers.includes(serverOf(pod)))
    .map(({ metadata: { name, uid }, status }) => [
      name,
      uid,
      ...[...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].map((one) => `${one.name} ${one.restartCount}`),
    ])
    .sort();

/** Names of the pods that a model's Service leads to. */
const leadsTo = async (model: ModelKey) => {
  const slices = await keep.node.kubectl.list<{ endpoints: { targetRef: { name: string }; conditions: { ready: boolean } }[] | null }>(
    "endpointslices",
    ...["-n", keep.keep.serving, "-l", `kubernetes.io/service-name=${model}`],
  );
  return slices
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions.ready)
    .map(({ targetRef }) => targetRef.name)
    .sort();
};
const names = async (...servers: readonly ServerKey[]) => (await standing(...servers)).map(([name]) => name);

/** Has client `both` ask chat so often. @returns how many requests each pod of chat has answered */
async function shares(times: number): Promise<Record<string, number>> {
  const pods = await names("chat", "chat-next");
  const count = () => Promise.all(pods.map((pod) => keep.answered(pod!, "both")));
  const before = await count();
  expect(await keep.ask("both", "chat", times)).toEqual({ "200": times });
  const after = await until("the log of every request is there", async () => {
    const now = await count();
    return now.reduce((a, b) => a + b) - before.reduce((a, b) => a + b) === times && now;
  });
  return Object.fromEntries(pods.map((pod, i) => [pod, after[i]! - before[i]!]));
}

test("every server of two models and two versions has the files of its own lockfile, and no other's", async () => {
  const pods = await serverPods(keep);
  expect(pods.map(serverOf).sort()).toEqual(["chat", "chat", "chat-next", "code"]);
  for (const pod of pods) {
    const said = await keep.node.kubectl.run(["-n", keep.keep.serving, "logs", pod.metadata.name, "-c", "model-server"]);
    const files = ["config.json", "model.safetensors", "tokenizer.json", weights[serverOf(pod)].own].sort();
    expect(said).toContain(`weights [${files.map((file) => `'${file}'`).join(", ")}]`);
  }
});

test("each client's packets reach every replica of the models that it is granted, and of no other", {
  tags: ["shows-D2"],
}, async () => {
  const tried = await tryAll(keep);
  console.log(matrixText(tried));
  expect(await wrongWays(keep, keep.stackFile(begin), tried.ways)).toEqual({ bySettings: [], byReport: [] });
  const open = tried.ways.filter(({ from, to, open }) => from.startsWith(`${keep.clients}/`) && to.startsWith(keep.keep.serving) && open);
  const counts = [...Map.groupBy(open, ({ from }) => from.split("/")[1]!)].map(([from, ways]) => [from, ways.length]);
  expect(counts.sort()).toEqual([
    ["both", 4],
    ["coder", 1],
    ["impostor", 1],
    ["writer", 3],
  ]);
});

test("each client's requests are answered by the models that it is granted, and by no other", { tags: ["shows-D3"] }, async () => {
  for (const [client, granted] of Object.entries(grants))
    for (const model of ["chat", "code"] as const) {
      const [[outcome] = []] = Object.entries(await keep.ask(client, model));
      expect(`${client} ${model} ${outcome}`).toMatch(
        granted.includes(model) ? `${client} ${model} 200` : /(TimeoutError|ConnectionRefusedError): /,
      );
    }
  // The network lets it in, as a pod of coder; its certificate is of a client that has no grant for the model.
  const [[outcome] = []] = Object.entries(await keep.ask("impostor", "code"));
  expect(outcome).toMatch(/^(SSL\w*Error|ConnectionResetError|403)/);
});

test("a model's address leads to every replica of both versions, and each answers its share", async () => {
  expect(await leadsTo("chat")).toEqual(await names("chat", "chat-next"));
  expect(await leadsTo("code")).toEqual(await names("code"));
  const times = 240;
  const answered = Object.values(await shares(times));
  expect(answered).toHaveLength(3);
  // A third each: 80, from which a fair draw is further away a few times in a million runs.
  for (const count of answered) expect(Math.abs(count - times / 3)).toBeLessThan(36);
});

test("weights of one version that are refused stop that version, and touch neither the other nor the other model", {
  tags: ["shows-D15"],
}, async () => {
  const before = await standing("chat", "code");
  const [next] = await names("chat-next");
  keep.write("chat-next", true);
  await keep.node.kubectl.run(["-n", keep.keep.serving, "delete", "pod", next!, "--wait=false"]);
  const refused = await until("the loader has refused", async () => {
    const pods = await serverPods(keep);
    return pods.find(({ status }) => status.initContainerStatuses?.some((c) => c.lastState.terminated?.message !== undefined)) ?? false;
  });
  expect(serverOf(refused)).toBe("chat-next");
  await until("the address leads to the current version alone", async () => String(await leadsTo("chat")) === String(await names("chat")));
  expect(await keep.ask("writer", "chat", 20)).toEqual({ "200": 20 });
  expect(await keep.ask("coder", "code")).toEqual({ "200": 1 });
  expect(await standing("chat", "code")).toEqual(before);
  keep.write("chat-next");
  await keep.node.kubectl.run(["-n", keep.keep.serving, "delete", "pod", refused.metadata.name, "--now"]);
  await untilReady(keep, 4);
  expect(await standing("chat", "code")).toEqual(before);
});

test("one line takes the next version out of the address, and touches no pod", async () => {
  const before = await standing("chat", "chat-next", "code");
  await keep.set({ ...begin, serves: "current" });
  await until("the address leads to the current version alone", async () => String(await leadsTo("chat")) === String(await names("chat")));
  const [next] = await names("chat-next");
  // The node learns of it a moment later. By chance the next version has none of 40 once in ten million times.
  await until("the current version has all requests", async () => (await shares(40))[next!] === 0);
  expect(await standing("chat", "chat-next", "code")).toEqual(before);
});

test("a model that is removed goes with its grants, and touches no pod of the other", { tags: ["shows-D2"] }, async () => {
  const before = await standing("chat", "chat-next");
  const settings = { serves: "current", code: false } as const;
  await keep.set(settings);
  expect(await standing("chat", "chat-next")).toEqual(before);
  expect((await serverPods(keep)).map(serverOf)).not.toContain("code");
  expect(await keep.ask("both", "chat")).toEqual({ "200": 1 });
  const tried = await tryAll(keep);
  expect(await wrongWays(keep, keep.stackFile(settings), tried.ways)).toEqual({ bySettings: [], byReport: [] });
  expect(tried.ways.filter(({ from, to, open }) => from.endsWith("/coder") && to.startsWith(keep.keep.serving) && open)).toEqual([]);
});
