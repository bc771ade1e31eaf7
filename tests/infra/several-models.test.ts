import { beforeAll, describe, expect, it } from "vitest";
import { deployOnAws } from "../../infra/on-aws.ts";
import { all, only, type Recorded, record } from "../support/recorder.ts";
import { put, type Raw } from "./settings/good-settings.ts";
import { parsedOnAws } from "./settings/parsed.ts";
import { severalOnAws } from "./settings/several-settings.ts";

const built = (raw: Raw) => record(() => deployOnAws(parsedOnAws(raw)), { preview: true });
const block = (letter: string) => ({
  kind: "capacity-block",
  reservationId: `cr-0123456789abcdef${letter}`,
  zone: "eu-central-1a",
  start: "2099-03-01T11:30:00Z",
  end: "2099-03-15T11:30:00Z",
});

describe("two models on AWS", () => {
  let resources: Recorded[];
  beforeAll(async () => {
    resources = await built(severalOnAws());
  });

  it("have a pool each, of their own instances and size, which their pods select", { tags: ["pool-for-each-model"] }, () => {
    const sizes = ["gpu-chat-pool", "gpu-code-pool"].map((name) => only(resources, "NodeGroup", name).inputs);
    expect(sizes).toMatchObject([
      { labels: { "modelkeep/pool": "gpu-chat" }, scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 4 } },
      { labels: { "modelkeep/pool": "gpu-code" }, scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 } },
    ]);
    const selected = all(resources, "Deployment").map(({ inputs }) => inputs["spec"].template.spec.nodeSelector["modelkeep/pool"]);
    expect(selected).toEqual(["gpu-chat", "gpu-code"]);
    expect(new Set(all(resources, "LaunchTemplate").map(({ inputs }) => inputs["instanceType"]))).toEqual(
      new Set(["m7i.large", "g6e.12xlarge", "g6.2xlarge"]),
    );
  });

  it("are reached over PrivateLink by a port each, on the nodes of their own pool", { tags: ["listener-for-each-model"] }, () => {
    const listeners = all(resources, "Listener");
    expect(listeners.map(({ inputs }) => inputs["port"])).toEqual([443, 444]);
    expect(listeners.map(({ after }) => after.filter((other) => other.includes("TargetGroup")))).toEqual([
      ["aws:lb/targetGroup:TargetGroup::private-link-front-door"],
      ["aws:lb/targetGroup:TargetGroup::private-link-door-444"],
    ]);
    expect(all(resources, "TargetGroup").map(({ inputs }) => inputs["port"])).toEqual([30_443, 30_444]);
    const nodesBehind = (name: string) => only(resources, "Attachment", name).after.filter((other) => other.includes("NodeGroup"));
    expect(nodesBehind("private-link-nodes")).toEqual(["aws:eks/nodeGroup:NodeGroup::gpu-chat-pool"]);
    expect(nodesBehind("private-link-nodes-444")).toEqual(["aws:eks/nodeGroup:NodeGroup::gpu-code-pool"]);
    const services = all(resources, "kubernetes:core/v1:Service").filter(({ inputs }) => inputs["spec"].type === "NodePort");
    expect(services.map(({ inputs }) => [inputs["metadata"].name, inputs["spec"].ports[0].nodePort])).toEqual([
      ["chat", 30_443],
      ["code", 30_444],
    ]);
  });

  it("the load balancer takes both ports from the clients' networks, and reaches both node ports", {
    tags: ["ports-of-all-models"],
  }, () => {
    const ports = (type: string, which: RegExp) =>
      all(resources, type)
        .filter(({ name }) => which.test(name))
        .map(({ inputs }) => [inputs["fromPort"], inputs["toPort"]]);
    expect(ports("SecurityGroupIngressRule", /clients-10\.128/)).toEqual([
      [443, 443],
      [444, 444],
    ]);
    expect(ports("SecurityGroupEgressRule", /load-balancer-to-nodes/)).toEqual([
      [30_443, 30_443],
      [30_444, 30_444],
    ]);
  });

  it("a model that no client reaches over PrivateLink has no listener", async () => {
    const inside = await built(severalOnAws(put("clients[0].models", ["code"])));
    expect(all(inside, "Listener").map(({ inputs }) => inputs["port"])).toEqual([444]);
  });

  it("a model that is added leaves every resource of the others as it was, on AWS as in the cluster", async () => {
    const third = await built(
      severalOnAws(put("models.draft", { name: "DeepSeek-R1-Distill-Qwen-1.5B", capacity: { instance: "g6.xlarge" } })),
    );
    const known = new Map(third.map((one) => [`${one.type} ${one.name}`, one]));
    const changed = resources.filter((one) => JSON.stringify(known.get(`${one.type} ${one.name}`)?.inputs) !== JSON.stringify(one.inputs));
    expect(changed.map(({ name }) => name).filter((name) => /chat|code/.test(name))).toEqual([]);
  });
});

it("both versions of a model are on the nodes of its pool", { tags: ["pool-holds-both-versions"] }, async () => {
  const resources = await built(severalOnAws(put("models.chat.next", { replicas: 3 })));
  expect(only(resources, "NodeGroup", "gpu-chat-pool").inputs["scalingConfig"]).toEqual({ minSize: 5, desiredSize: 5, maxSize: 7 });
  expect(all(resources, "NodeGroup")).toHaveLength(3);
});

it("the end of each Capacity Block is announced", { tags: ["end-of-each-block-announced"] }, async () => {
  const resources = await built(
    severalOnAws(
      put("models.chat.capacity", { instance: "p5.48xlarge", purchase: block("0") }),
      put("models.code.capacity", { instance: "p5.48xlarge", purchase: block("1") }),
    ),
  );
  const reminders = all(resources, "EventRule").filter(({ name }) => /capacity-block|block-/.test(name));
  expect(reminders.map(({ inputs }) => inputs["name"]).sort()).toEqual([
    "modelkeep-prod-block-chat-24h",
    "modelkeep-prod-block-chat-2h",
    "modelkeep-prod-block-code-24h",
    "modelkeep-prod-block-code-2h",
  ]);
});
