import { parse, stringify } from "yaml";
import { lockOf, OwnKeep } from "./own-keep.ts";
import type { NodeRun } from "./run.ts";
import { model, type TestWeights } from "./weights.ts";

/** Servers with what they read: two versions of the model chat, and the model code. */
export const weights = {
  chat: { model, commit: "b".repeat(40), own: "generation_config.json" },
  "chat-next": { model, commit: "c".repeat(40), own: "tokenizer_config.json" },
  code: { model: "DeepSeek-R1-Distill-Qwen-7B", commit: "d".repeat(40), own: "special_tokens_map.json" },
} satisfies Record<string, TestWeights>;

export type ServerKey = keyof typeof weights;
export type ModelKey = "chat" | "code";
/** Clients, by the models that they may call. */
export const grants: Readonly<Record<string, readonly ModelKey[]>> = { writer: ["chat"], coder: ["code"], both: ["chat", "code"] };

/** What a test changes of the keep. */
export interface SeveralSettings {
  serves: "current" | "both" | "next";
  /** Whether it has the second model. */
  code: boolean;
}

/** A keep of two models, one of which has a second version. */
export class Several extends OwnKeep<ServerKey> {
  readonly #run: NodeRun;

  constructor(run: NodeRun) {
    super(run, "several", ["chat", "code"], weights);
    this.#run = run;
  }

  /** The suite's keep with two models in place of one: three replicas of chat, one of which is the next version, and one of code. */
  stackFile({ serves, code }: SeveralSettings): string {
    const file = parse(this.#run.stackFile()) as {
      config: { "modelkeep:keep": Record<string, unknown> & { target: object; clients: object[] } };
    };
    const { model: _model, capacity: _capacity, clients, target, ...rest } = file.config["modelkeep:keep"];
    const server = (key: ServerKey) => ({ lock: lockOf(key), contextTokens: 4096 });
    const models = {
      chat: {
        name: weights.chat.model,
        ...server("chat"),
        capacity: { replicas: { min: 2, max: 2 } },
        next: { ...server("chat-next"), replicas: 1, serves },
      },
      ...(code && { code: { name: weights.code.model, ...server("code"), node: { vcpus: 2, memoryGiB: 32 }, capacity: {} } }),
    };
    const granted = Object.entries(grants).map(([name, keys]) => ({
      ...clients[0],
      name,
      from: { kind: "workload", namespace: this.clients, serviceAccount: name },
      models: keys.filter((key) => key in models),
    }));
    file.config["modelkeep:keep"] = {
      ...rest,
      models,
      target: { ...target, weights: { kind: "volume", volume: this.volume, accessMode: "ReadOnlyMany" } },
      clients: granted.filter((client) => client.models.length > 0),
    };
    return stringify(file);
  }

  /** `pulumi up` with these settings. */
  set(settings: SeveralSettings): Promise<string> {
    return this.deploy(this.stackFile(settings), this.lockfiles);
  }

  /** Requests of a client that the front door of a pod has answered with 200, by its log. */
  async answered(pod: string, client: string): Promise<number> {
    const log = await this.node.kubectl.run(["-n", this.keep.serving, "logs", pod, "-c", "front-door"]);
    return log
      .split("\n")
      .filter((line) => line.includes('"record":"request"'))
      .map((line) => JSON.parse(line) as { client: string; status: number })
      .filter(({ client: who, status }) => who.endsWith(`/client/${client}`) && status === 200).length;
  }
}
