import { type Edit, eks, existing, put, type Raw } from "./good-settings.ts";

const inSeveral = (base: (...edits: Edit[]) => Raw, models: object, clients: object[], edits: Edit[]): Raw =>
  base(put("model", undefined), put("capacity", undefined), put("models", models), put("clients", clients), ...edits);

/** Two models on a cluster that exists: `chat` for one client, `code` for another, and a third that may call both. */
export const several = (...edits: Edit[]): Raw =>
  inSeveral(
    existing,
    {
      chat: { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: { gpus: { count: 1, memoryGiB: 44 } } },
      code: { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: { gpus: { count: 1, memoryGiB: 44 } }, nodeSelector: { pool: "code" } },
    },
    [
      { name: "support-bot", from: { kind: "workload", namespace: "support", serviceAccount: "bot" }, models: ["chat"] },
      { name: "editor", from: { kind: "workload", namespace: "development", serviceAccount: "editor" }, models: ["code"] },
      { name: "search", from: { kind: "workload", namespace: "search", serviceAccount: "indexer" }, models: ["chat", "code"] },
    ],
    edits,
  );

/** Two models on AWS, each on a pool and a port of its own, for a client over PrivateLink that may call both and one of the cluster. */
export const severalOnAws = (...edits: Edit[]): Raw =>
  inSeveral(
    eks,
    {
      chat: { name: "DeepSeek-R1-Distill-Qwen-32B", capacity: { instance: "g6e.12xlarge", replicas: { min: 2, max: 4 } } },
      code: { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: { instance: "g6.2xlarge" }, privateLinkPort: 444 },
    },
    [
      {
        name: "partner",
        from: { kind: "private-link", principal: "arn:aws:iam::444455556666:root", ranges: ["10.128.0.0/16"] },
        models: ["chat", "code"],
      },
      { name: "editor", from: { kind: "workload", namespace: "development", serviceAccount: "editor" }, models: ["code"] },
    ],
    edits,
  );

/** The only model of a keep under the key that a model without one has. */
export function underItsKey({ model, capacity, ...rest }: Raw): Raw {
  return { ...rest, models: { "model-server": { ...(model as Raw), capacity } } };
}
