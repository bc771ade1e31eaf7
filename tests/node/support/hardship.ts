import { parse, stringify } from "yaml";
import { lockOf, OwnKeep } from "./own-keep.ts";
import type { NodeRun } from "./run.ts";
import type { TestWeights } from "./weights.ts";

/** Name of the server, which is that of the only model of a keep. */
const server = "model-server";
/** A model so small that the memory of its server is what vLLM itself takes. */
const tiny = { name: "tiny-chat", repository: "deepseek-ai/tiny-chat" };
const weights = { [server]: { model: tiny.name, commit: "e".repeat(40) } } satisfies Record<string, TestWeights>;

/** Memory of a replica's node in GiB: one is others', half a one the front door's, and 4.5 are the server's limit. */
const memoryGiB = 6;

const catalog = {
  models: [
    {
      ...tiny,
      license: "MIT",
      parameters: { total: 20_600_000 },
      checkpointBytes: 41_200_000,
      config: {
        architectures: ["Qwen2ForCausalLM"],
        model_type: "qwen2",
        hidden_size: 256,
        num_hidden_layers: 4,
        num_attention_heads: 4,
        num_key_value_heads: 4,
        intermediate_size: 1024,
        vocab_size: 32_000,
        max_position_embeddings: 4096,
        tie_word_embeddings: false,
        torch_dtype: "bfloat16",
      },
      source: "made up for a test",
      date: "2026-11-30",
    },
  ],
};

/** The client of {@link Hardship}. */
export const caller = "caller";

/** A keep of two replicas whose server has little memory, and whose requests are short, so that an engine soon counts as stuck. */
export class Hardship extends OwnKeep<typeof server> {
  readonly #run: NodeRun;

  constructor(run: NodeRun) {
    super(run, "hardship", [server], weights);
    this.#run = run;
  }

  stackFile(replicas = 2): string {
    const limits = { requestsPerMinute: 600, concurrent: 1, inputTokens: 64, outputTokens: 64 };
    const text = this.#run.stackFile({
      model: tiny.name,
      lock: lockOf(server),
      node: { vcpus: 2, memoryGiB },
      replicas,
      clients: [caller],
      limits,
    });
    const file = parse(text) as {
      config: { "modelkeep:keep": { model: object; target: { weights: object }; clients: { from: object }[] } };
    };
    const keep = file.config["modelkeep:keep"];
    Object.assign(keep.model, { contextTokens: 1024 });
    Object.assign(keep.target.weights, { volume: this.volume });
    Object.assign(keep.clients[0]!.from, { namespace: this.clients });
    return stringify(file);
  }

  /** `pulumi up`. */
  set(replicas = 2): Promise<string> {
    return this.deploy(this.stackFile(replicas), { ...this.lockfiles, "modelkeep.catalog.json": JSON.stringify(catalog) });
  }

  /** Has the client ask so often. */
  asked(times = 1): Promise<Record<string, number>> {
    return this.ask(caller, server, times);
  }
}
