import { describe, expect, test } from "vitest";
import { modelChanges } from "../../../diff/settings/model-changes.ts";
import { whatItMeans } from "../../../diff/settings/what-it-means.ts";
import { readSettings } from "../../../infra/settings/keep.ts";
import { sidedStack } from "../sided-stack.ts";

const [large, small] = ["DeepSeek-R1-Distill-Qwen-32B", "DeepSeek-R1-Distill-Qwen-7B"];
const target = { kind: "existing", node: { vcpus: 32, memoryGiB: 256 }, weights: { kind: "volume", volume: "weights" } };
const certificates = { kind: "secrets" };
const capacity = { gpus: { count: 4, memoryGiB: 48 } };
const client = (name: string, ...models: string[]) => ({ name, from: { kind: "workload", namespace: name, serviceAccount: name }, models });
const clients = [client("bot", "chat"), client("search", "chat", "code")];

const chat = { name: large, capacity };
const code = { name: small, capacity };
const next = { lock: "models/new.lock.json", replicas: 1 };

const settings = (models: object, more: object = {}) => ({ models, target, certificates, clients, ...more });
const one = (model: object) => ({ model: { name: large, ...model }, capacity, target, certificates });

function means(before: object, after: object): string[] {
  const [was, is] = [before, after].map((raw) => {
    const read = readSettings(raw);
    if (!read.success) throw read.error;
    return read.data;
  });
  return modelChanges(was!, is!);
}

describe("what a change of settings comes to for models", () => {
  const both = settings({ chat, code });
  const without = settings({ chat }, { clients: [client("bot", "chat"), client("search", "chat")] });
  const atNext = (serves?: string) => settings({ chat: { ...chat, next: { ...next, ...(serves && { serves }) } }, code });

  test.each<[string, object, object, string[]]>([
    ["a model that comes", without, both, [`model code is new: ${small}, for search`]],
    [
      "a model that comes with a next version, for nobody",
      without,
      settings(
        { chat, more: { ...code, next: { ...next, name: large, serves: "both" } } },
        { clients: [client("bot", "chat"), client("search", "chat")] },
      ),
      [
        `model more is new: ${small}, for no client yet, with a next version, ${large}, which serves clients in addition to the current one`,
      ],
    ],
    ["a model that goes", both, without, ["model code goes: search can no longer call it"]],
    ["a next version", both, atNext(), [`model chat gets a next version, ${large}, which does not serve clients yet`]],
    [
      "a next version in front",
      both,
      atNext("next"),
      [`model chat gets a next version, ${large}, which answers clients in place of the current one`],
    ],
    [
      "a switch to the next version",
      atNext(),
      atNext("next"),
      ["clients of model chat are answered by its next version, which is at once and restarts nothing"],
    ],
    [
      "a switch to both",
      atNext(),
      atNext("both"),
      ["clients of model chat are answered by both its versions, by the number of their replicas, which is at once and restarts nothing"],
    ],
    [
      "a switch back",
      atNext("next"),
      atNext("current"),
      ["clients of model chat are answered by its current version, which is at once and restarts nothing"],
    ],
    ["a next version that goes unused", atNext(), both, ["the next version of model chat goes"]],
    [
      "a next version that goes and had answered",
      atNext("next"),
      both,
      ["the next version of model chat goes, and clients of model chat are served only by its current version"],
    ],
    [
      "a next version that becomes the current one",
      atNext("next"),
      settings({ chat: { ...chat, lock: next.lock }, code }),
      ["the next version of model chat becomes its current one"],
    ],
    [
      "grants",
      both,
      settings({ chat, code }, { clients: [client("bot", "chat", "code"), client("search", "code")] }),
      ["search may no longer call model chat", "bot may call model code"],
    ],
    [
      "the only model's next version",
      one({}),
      one({ next }),
      [`the model gets a next version, ${large}, which does not serve clients yet`],
    ],
    [
      "another checkpoint under its own name",
      one({}),
      one({ name: small }),
      [`clients of the model have to ask for "${small}", and no longer for "${large}"`],
    ],
    ["another checkpoint under the name that is kept", one({ servedAs: "chat" }), one({ servedAs: "chat", name: small }), []],
    [
      "a name of its own for the only model",
      { ...one({}), clients: [{ name: "bot", from: { kind: "workload", namespace: "a", serviceAccount: "b" } }] },
      settings({ chat }, { clients: [client("bot", "chat")] }),
      ["the model goes: bot can no longer call it", `model chat is new: ${large}, for bot`],
    ],
    ["nothing of models", both, { ...both, tags: { a: "b" } }, []],
  ])("%s", { tags: ["model-changes-in-words"] }, (_, before, after, texts) => {
    expect(means(before, after)).toEqual(texts);
  });

  test("a port over PrivateLink that is another", () => {
    const eks = { kind: "eks", accountId: "111122223333", region: "eu-central-1", network: { cidr: "10.64.0.0/16", zones: 2 } };
    const at = (privateLinkPort: number) => ({
      ...settings({ chat: { name: large, capacity: { instance: "g6e.12xlarge" }, privateLinkPort } }),
      target: eks,
      clients: [{ name: "bot", from: { kind: "private-link", principal: "arn:aws:iam::444455556666:root" }, models: ["chat"] }],
    });
    expect(means(at(443), at(444))).toEqual(["clients over PrivateLink reach model chat on port 444, and no longer on 443"]);
  });
});

test("each server that restarts is named, and where none does, all run on", () => {
  const side = (raw: object) => sidedStack({ config: { "modelkeep:keep": JSON.stringify(raw) } });
  const deployment = (name: string, path: string) => ({
    ...{ operation: "update" as const, urn: name, type: "kubernetes:apps/v1:Deployment", name: `modelkeep-demo-serving/${name}` },
    ...{ protect: false, retainOnDelete: false, properties: [{ path, kind: "change" as const, before: "a", after: "b", replaces: false }] },
  });
  const keep = side(settings({ chat: { ...chat, next }, code }));
  const resources = ["chat", "chat-next", "code"].map((name) => deployment(name, name === "code" ? "spec.replicas" : "spec.template.x"));
  expect(whatItMeans(keep, keep, { resources })).toEqual(["model server chat restarts", "model server chat-next restarts"]);
  expect(whatItMeans(keep, keep, { resources: [deployment("code", "spec.replicas")] })).toEqual(["the model servers keep running"]);
  // A workload of the same name that is no model server's of these settings.
  expect(whatItMeans(keep, keep, { resources: [deployment("other", "spec.template.x")] })).toEqual(["the model servers keep running"]);
});
