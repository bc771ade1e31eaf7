import { frontDoorFacts, vllmFacts } from "../facts/facts.ts";
import { need, type Outcome } from "../rule/outcome.ts";
import type { Reading } from "../rule/reading.ts";
import { whole } from "../shape/examine.ts";
import { Fact } from "../shape/fact.ts";
import { both, such } from "../shape/forms.ts";
import { Form, type Shape } from "../shape/shape.ts";
import type { KeepServer as Server } from "./keep.ts";
import type { Role } from "./role.ts";

/** Every flag that every server has; others are of the allow-list, and none is there twice. */
export function vllmArguments({ model, ranks: engines }: Server, role: Role): Shape {
  const fixed = Fact.all(model.clients, model.gpus, model.nodes, engines).as(([clients, gpus, nodes, ranks]) => [
    role === "worker" ? "--headless" : `--uds=${frontDoorFacts.socketPath}`,
    "--load-format=safetensors",
    "--generation-config=auto",
    clients.length > 1 ? "--no-enable-prefix-caching" : "--enable-prefix-caching",
    "--prefix-caching-hash-algo=sha256",
    "--language-model-only",
    "--fingerprint-mode=none",
    "--disable-fastapi-docs",
    "--disable-uvicorn-access-log",
    "--shutdown-timeout=30",
    ...(gpus > 0 ? ["--gpu-memory-utilization=0.92"] : ["--tensor-parallel-size=1"]),
    // One process gives requests to ranks evenly; experts that are sliced over ranks are of no recipe.
    ...(ranks > 1 ? ["--api-server-count=1", "--enable-expert-parallel"] : []),
    ...(role === "single"
      ? []
      : [
          "--distributed-executor-backend=mp",
          `--nnodes=${nodes}`,
          `--node-rank=${role === "leader" ? "0" : "$(LWS_WORKER_INDEX)"}`,
          "--master-addr=$(LWS_LEADER_ADDRESS)",
        ]),
  ]);
  const given = ["--served-model-name", "--max-model-len", "--max-num-seqs", "--kv-cache-dtype", "--tensor-parallel-size"];
  const memory = model.gpus.as((gpus) => (gpus > 0 ? "--gpu-memory-utilization" : "--kv-cache-memory-bytes"));
  const known = Fact.all(fixed, memory).as(([flags, one]) => new Form((reading) => argumentsOf(reading, flags, [...given, one])));
  return both(
    known,
    model.servedAs.as((name) =>
      such("the name of the model's current version", (words) => [words].flat().includes(`--served-model-name=${name}`)),
    ),
  );
}

const flagOf = (word: unknown) => String(word).split("=", 1)[0]!;

const patterns = new Map(vllmFacts.flags.map(({ name, pattern }) => [name, new RegExp(pattern)]));

function argumentsOf(reading: Reading, fixed: readonly string[], given: readonly string[]): Outcome[] {
  return whole(reading, Array.isArray, "a list", (value) => {
    const words = value as unknown[];
    const names = words.slice(1).map(flagOf);
    const lacks = [...fixed, ...given.filter((flag) => !names.includes(flag))].filter((flag) => !words.includes(flag));
    return [
      ...need(reading.at(0).is(vllmFacts.modelArgument), `is another model; accepted: ${vllmFacts.modelArgument}`),
      ...lacks.map((flag): Outcome => ({ kind: "violation", path: reading.path, message: `lacks ${flag}` })),
      ...words.slice(1).flatMap((_, i) => {
        const word = reading.at(i + 1);
        return [
          ...need(
            word.test((one) => patterns.get(flagOf(one))?.test(String(one)) === true),
            "is not in the allow-list of vLLM's arguments",
          ),
          ...need(
            word.test((one) => names.indexOf(flagOf(one)) === i),
            "occurs twice: the last one wins; accepted: one",
          ),
        ];
      }),
    ];
  });
}
