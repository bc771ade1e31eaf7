import { eks, onCpus, put } from "../good-settings.ts";
import { several, severalOnAws, underItsKey } from "../several-settings.ts";
import type { Row } from "./row.ts";

/** Mistakes in one field: several models. */
export const badModels: readonly Row[] = [
  { title: "no model at all", raw: several(put("models", {})), path: "models", message: /accepted: at least one model/ },
  {
    title: "incomplete models beside a model",
    raw: eks(put("models", { a: {} })),
    path: "models",
    message: /is not valid; accepted: either `model` and `capacity`, or `models`/,
  },
  {
    title: "a model's key that Kubernetes would refuse",
    raw: several(put("models.Chat_1", { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: {} })),
    path: "models.Chat_1",
    message: /is not a valid name; accepted: 1 to 24 lower-case letters/,
  },
  {
    title: "a model's key that could be another's version",
    raw: several(put("models.chat-next", { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: {} })),
    path: "models.chat-next",
    message: /is not a valid name; accepted: .*not ending in -next/,
  },
  {
    title: "a system pool of one model",
    raw: severalOnAws(put("models.chat.capacity.system", { nodes: 3 })),
    path: "models.chat.capacity.system",
    message: /is not a setting here; did you mean capacity\.system/,
  },
  {
    title: "a port without a node port",
    raw: severalOnAws(put("models.chat.privateLinkPort", 8443)),
    path: "models.chat.privateLinkPort",
    message: /is too large; accepted: a whole number, 1 to 2767/,
  },
  {
    title: "a grant of no model at all",
    raw: several(put("clients[0].models", [])),
    path: "clients[0].models",
    message: /is not valid; accepted: a list of at least one model/,
  },
  {
    title: "a version that serves in part",
    raw: eks(put("model.next", { serves: "some" })),
    path: "model.next.serves",
    message: /is unknown; accepted: current, both, next/,
  },
];

/** Mistakes of several models that only a comparison shows. */
export const badTogether: readonly Row[] = [
  {
    title: "models beside a model",
    raw: eks(put("models", { chat: { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: {} } })),
    path: "models",
    message: /is not valid; accepted: either `model` and `capacity`, or `models`/,
  },
  {
    title: "models beside a model, and no hardware of the one",
    raw: eks(put("models", { chat: { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: {} } }), put("capacity", undefined)),
    path: "models",
    message: /is not valid; accepted: either `model` and `capacity`, or `models`/,
  },
  {
    title: "the context of the only model under its key, which is also the key of a model without one",
    raw: underItsKey(eks(put("model.contextTokens", 1_000_000))),
    path: "models.model-server.contextTokens",
    message: /is more than .* was trained for; accepted: 1024 to \d+ tokens/,
  },
  {
    title: "no instance type of the only model under its key",
    raw: underItsKey(eks(put("capacity.instance", undefined))),
    path: "models.model-server.capacity.instance",
    message: /is missing: the AWS GPU instance type of one replica/,
  },
  {
    title: "a request of the second client of the second model that is too long for its context",
    raw: several(put("models.code.contextTokens", 4096), put("clients[1].limits", { inputTokens: 2048, outputTokens: 1024 })),
    path: "clients[2].limits",
    message: /is more than the context of .* here; accepted: .* of at most 4096, the value of models\.code\.contextTokens/,
  },
  {
    title: "a hardware of all models",
    raw: several(put("capacity", { gpus: { count: 1, memoryGiB: 44 } })),
    path: "capacity.gpus",
    message: /is not a setting here; .*accepted: system/,
  },
  {
    title: "a grant without its models",
    raw: several(put("clients[0].models", undefined)),
    path: "clients[0].models",
    message: /is missing: the models that the client may call; accepted: a list of chat, code/,
  },
  {
    title: "a grant of no model of the keep",
    raw: several(put("clients[0].models", ["chat", "caht"])),
    path: "clients[0].models[1]",
    message: /is not a model of the keep; accepted: chat, code/,
  },
  {
    title: "a grant of one model twice",
    raw: several(put("clients[0].models", ["chat", "chat"])),
    path: "clients[0].models[1]",
    message: /is named twice; accepted: each model once/,
  },
  {
    title: "two models behind one port of the load balancer",
    raw: severalOnAws(put("models.code.privateLinkPort", 443)),
    path: "models.code.privateLinkPort",
    message: /is already the port of models\.chat, and PrivateLink clients reach both; accepted: a unique port/,
  },
  {
    title: "more client networks than a security group has rules for the ports of two models",
    raw: severalOnAws(
      put(
        "clients[0].from.ranges",
        Array.from({ length: 31 }, (_, i) => `10.128.${i}.0/24`),
      ),
    ),
    path: "clients",
    message: /name 62 networks, counted for each model that they may call; accepted: at most 60, the rules of one security group/,
  },
  {
    title: "a model called like a group of another",
    raw: several(
      put("models.chat.capacity", { gpus: { count: 8, memoryGiB: 80 }, nodesPerReplica: 2 }),
      put("models.chat-0", { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: { gpus: { count: 1, memoryGiB: 44 } } }),
    ),
    path: "models.chat-0",
    message: /is the name of a group of pods of models\.chat, .*; accepted: another name/,
  },
  {
    title: "one volume by two access modes",
    raw: several(put("models.code.weights", { kind: "volume", volume: "weights", accessMode: "ReadWriteOnce" })),
    path: "models.code.weights.accessMode",
    message: /differs from ReadOnlyMany, .*accepted: ReadOnlyMany/,
  },
  {
    title: "one volume by two access modes, of which the second is inherited",
    raw: several(put("models.chat.weights", { kind: "volume", volume: "weights", accessMode: "ReadWriteOnce" })),
    path: "target.weights.accessMode",
    message: /differs from ReadWriteOnce, .*accepted: ReadWriteOnce/,
  },
  {
    title: "a port of the load balancer that no client uses",
    raw: severalOnAws(put("clients[0].models", ["chat"])),
    path: "models.code.privateLinkPort",
    message: /is not used: no PrivateLink client may call the model; accepted: leave it out/,
  },
  {
    title: "nodes of one's own on AWS",
    raw: severalOnAws(put("models.chat.node", { vcpus: 16, memoryGiB: 64 })),
    path: "models.chat.node",
    message: /is for target existing; accepted: models\.chat\.capacity\.instance/,
  },
  {
    title: "a port of a load balancer that is not there",
    raw: several(put("models.chat.privateLinkPort", 443)),
    path: "models.chat.privateLinkPort",
    message: /is for target eks; accepted: leave it out/,
  },
  {
    title: "another model as the next version, without a name for both",
    raw: eks(put("model.next", { name: "DeepSeek-R1-Distill-Qwen-14B" })),
    path: "model.next.name",
    message: /is another model than DeepSeek-R1-Distill-Qwen-32B, .*accepted with model\.servedAs/,
  },
  {
    title: "a model of several that has no room",
    raw: several(put("models.code.name", "DeepSeek-R1")),
    path: "models.code.capacity.gpus",
    message: /is too small for DeepSeek-R1 .*nodes per replica \(models\.code\.capacity\.nodesPerReplica\)/,
  },
  {
    title: "a next version that has no room",
    raw: several(put("models.code.servedAs", "code"), put("models.code.next", { name: "DeepSeek-R1-Distill-Qwen-32B" })),
    path: "models.code.capacity.gpus",
    message: /is too small for DeepSeek-R1-Distill-Qwen-32B/,
  },
  {
    title: "a context of one model that a client of it exceeds",
    raw: several(put("models.code.contextTokens", 16_384), put("clients[1].limits", { inputTokens: 20_000, outputTokens: 2048 })),
    path: "clients[1].limits",
    message: /is more than the context of DeepSeek-R1-Distill-Qwen-7B here; .*the value of models\.code\.contextTokens/,
  },
  {
    title: "too many replicas of one model",
    raw: several(put("models.code.capacity.replicas", { min: 3, max: 2 })),
    path: "models.code.capacity.replicas.min",
    message: /is more than models\.code\.capacity\.replicas\.max/,
  },
  {
    title: "memory of a model's own nodes that is too small",
    raw: several(
      onCpus,
      put("models.chat.capacity", {}),
      put("models.chat.name", "DeepSeek-R1-Distill-Qwen-1.5B"),
      put("models.code.capacity", {}),
      put("models.code.node", { vcpus: 4, memoryGiB: 8 }),
    ),
    path: "models.code.node.memoryGiB",
    message: /is too small for DeepSeek-R1-Distill-Qwen-7B on CPUs/,
  },
];
