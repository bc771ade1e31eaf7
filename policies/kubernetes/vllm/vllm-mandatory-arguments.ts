import { need } from "../../rule/outcome.ts";
import { podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { eachServer } from "../../rule/vllm.ts";

const mandatory = [
  { pattern: /^(--uds=\/\S+|--headless)$/, why: "lacks --uds: vLLM would open a TCP port, without authentication" },
  { pattern: /^--load-format=safetensors$/, why: "lacks --load-format=safetensors: a pickled checkpoint would run code" },
  { pattern: /^--max-model-len=\d+$/, why: "lacks --max-model-len: a request would have no limit" },
  { pattern: /^--max-num-seqs=\d+$/, why: "lacks --max-num-seqs: concurrent requests would have no limit" },
  {
    pattern: /^--(no-)?enable-prefix-caching$/,
    why: "does not set --enable-prefix-caching or --no-enable-prefix-caching: whether clients share prefixes would be a default",
  },
  { pattern: /^--prefix-caching-hash-algo=sha256$/, why: "lacks --prefix-caching-hash-algo=sha256: blocks of two clients could collide" },
  { pattern: /^--language-model-only$/, why: "lacks --language-model-only: requests could make the server fetch media" },
  { pattern: /^--fingerprint-mode=none$/, why: "lacks --fingerprint-mode=none: responses would reveal the version" },
  { pattern: /^--disable-fastapi-docs$/, why: "lacks --disable-fastapi-docs: the server would publish its API documentation" },
  { pattern: /^--generation-config=auto$/, why: "lacks --generation-config=auto: sampling would not be the checkpoint's" },
  {
    pattern: /^--disable-uvicorn-access-log$/,
    why: "lacks --disable-uvicorn-access-log: there would be a second access log, without retention",
  },
];

export const vllmMandatoryArguments: ResourceRule = {
  name: "kubernetes-vllm-mandatory-arguments",
  description: "vLLM listens on a Unix socket, loads safetensors, and has request limits.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D3", "D10", "D11", "D16"],
  frameworks: { nist80053r5: ["SC-5"] },
  database: "listen_addresses and max_connections: a database has limits, and listens only where configured.",
  remediation: "Add the arguments.",
  types: podTypes,
  check: (workload) =>
    eachServer(workload, (container) =>
      mandatory.flatMap(({ pattern, why }) =>
        need(
          container
            .at("args")
            .items()
            .some((argument) => argument.matches(pattern))
            .at(container.at("args").path),
          why,
        ),
      ),
    ),
};
