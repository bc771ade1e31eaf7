import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { awsFacts, awsStackFile } from "../../../../dev/sandbox/aws/settings.ts";
import { sandboxStackFile } from "../../../../dev/sandbox/settings.ts";

const model = { name: "DeepSeek-R1-Distill-Qwen-1.5B", lock: "models/sandbox.lock.json" };
const digest = (digit: string) => `@sha256:${digit.repeat(64)}`;
const images = { vllm: `docker.io/vllm/vllm-openai${digest("a")}`, envoy: `docker.io/envoyproxy/envoy${digest("b")}` };

test("nothing of the example is changed but for model and images", () => {
  const keep = (text: string) => parse(text).config["modelkeep:keep"];
  const example = keep(readFileSync("examples/Pulumi.demo.yaml", "utf8"));
  expect(keep(awsStackFile({ model, images }))).toEqual({ ...example, model, images });
});

test("what the settings say of the keep: where it is, what it is called, who asks, and which images it runs", () => {
  const facts = awsFacts(awsStackFile({ model, images }), "sandbox");
  expect(facts).toMatchObject({
    account: "111122223333",
    region: "eu-central-1",
    cluster: "modelkeep-sandbox",
    vault: "modelkeep-sandbox-vault-111122223333-eu-central-1",
    client: { name: "notebook", namespace: "research" },
  });
  expect(facts.images.map(({ name, destination }) => [name, destination])).toEqual([
    ["vllm", "111122223333.dkr.ecr.eu-central-1.amazonaws.com/modelkeep-sandbox/vllm"],
    ["envoy", "111122223333.dkr.ecr.eu-central-1.amazonaws.com/modelkeep-sandbox/envoy"],
  ]);
});

test("a keep on another target has no such facts", () => {
  const node = { vcpus: 4, memoryGiB: 12 };
  const own = {
    images: { "vllm-cpu": `docker.io/vllm/vllm-openai-cpu${digest("a")}`, envoy: images.envoy },
    model: model.name,
    lock: model.lock,
  };
  const laptop = sandboxStackFile({ ...own, node, replicas: 1, clients: ["notebook"] });
  expect(() => awsFacts(laptop, "sandbox")).toThrow("accepted: a target of kind eks");
});
