import { describe, expect, it } from "vitest";
import { servedContext } from "../../../infra/settings/context.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import { currentModels, servedModels } from "../../../infra/settings/served-model.ts";
import { eks, put, type Raw } from "./good-settings.ts";
import { several, severalOnAws } from "./several-settings.ts";

const of = (raw: Raw) => servedModels(parseKeep(raw, { stack: "demo", now: new Date("2026-11-25") }));

describe("the models of a keep", () => {
  it("the only one has the key of a model without a name, and every client", () => {
    const [model, ...others] = of(eks());
    expect(others).toEqual([]);
    expect(model.id).toEqual({ model: "model-server", version: "current" });
    expect(model.clients.map(({ name }) => name)).toEqual(["support-bot", "search"]);
    expect(model.servedAs).toBe("DeepSeek-R1-Distill-Qwen-32B");
  });

  it("each has the clients whose grant names it", { tags: ["clients-by-model"] }, () => {
    const [chat, code] = of(several());
    expect(chat.clients.map(({ name }) => name)).toEqual(["support-bot", "search"]);
    expect(code!.clients.map(({ name }) => name)).toEqual(["editor", "search"]);
  });

  it("the context follows the limits of its own clients", () => {
    const [chat, code] = of(several(put("clients[1].limits", { inputTokens: 60_000, outputTokens: 2048 })));
    expect([servedContext(chat), servedContext(code!)]).toEqual([32_768, 62_048]);
  });

  it("what a model has of its own stands in the place of the target's", { tags: ["own-placement-of-a-model"] }, () => {
    const targets = of(several(put("models.code.node", { vcpus: 8, memoryGiB: 32 }), put("target.runtimeClass", "nvidia"))).map(
      ({ target }) => target,
    );
    expect(targets).toMatchObject([
      { node: { vcpus: 16 }, nodeSelector: {}, runtimeClass: "nvidia" },
      { node: { vcpus: 8 }, nodeSelector: { pool: "code" }, runtimeClass: "nvidia" },
    ]);
  });

  it("a model has the port of its own, or the usual one", () => {
    expect(of(severalOnAws()).map(({ privateLinkPort }) => privateLinkPort)).toEqual([443, 444]);
  });
});

describe("the next version of a model", () => {
  const next = { name: "DeepSeek-R1-Distill-Qwen-14B", replicas: 3, serves: "both" };

  it("stands beside the current one, with replicas and a checkpoint of its own, under the same name and for the same clients", {
    tags: ["next-version-of-a-model"],
  }, () => {
    const [current, after] = of(eks(put("model.servedAs", "chat"), put("model.next", next)));
    expect(after).toMatchObject({
      id: { model: "model-server", version: "next" },
      model: { name: "DeepSeek-R1-Distill-Qwen-14B", lock: undefined },
      capacity: { instance: "g6e.12xlarge", replicas: { min: 3, max: 3 } },
    });
    expect([current.servedAs, after!.servedAs, current.serves, after!.serves]).toEqual(["chat", "chat", "both", "both"]);
    expect(after!.clients).toEqual(current.clients);
    expect(current.capacity.replicas).toEqual({ min: 2, max: 4 });
  });

  it("is no model of its own", () => {
    const keep = parseKeep(eks(put("model.next", {})), { stack: "demo", now: new Date("2026-11-25") });
    expect(currentModels(keep).map(({ id }) => id)).toEqual([{ model: "model-server", version: "current" }]);
    expect(servedModels(keep).map(({ model }) => model.name)).toEqual(["DeepSeek-R1-Distill-Qwen-32B", "DeepSeek-R1-Distill-Qwen-32B"]);
  });
});
