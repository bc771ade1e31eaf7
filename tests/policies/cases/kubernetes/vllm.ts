import type { RuleCase } from "../../rule-case.ts";

const on = "modelkeep-on-prem-serving/model-server|Deployment";
const server = "spec template spec containers 0";
const digest = `sha256:${"0".repeat(64)}`;

export const cases: readonly RuleCase[] = [
  {
    rule: "kubernetes-vllm-advisory-floor",
    on,
    fails: [
      `${server} image = "registry.example.com/vllm/vllm-openai:v0.31.0@${digest}"`,
      `${server} image = "registry.example.com/vllm:v0.9.2@${digest}"`,
    ],
  },
  {
    rule: "kubernetes-vllm-arguments",
    on,
    fails: [
      `${server} args 1 = "--trust-remote-code"`,
      `${server} args 1 = "--host=0.0.0.0"`,
      `${server} args 1 = "--api-key"`,
      `${server} args 0 = "deepseek-ai/DeepSeek-R1"`,
      `${server} command 2 = "vllm serve --enable-lora"`,
    ],
    unknown: [`${server} args 1`, `${server} args`],
  },
  {
    rule: "kubernetes-vllm-environment",
    on,
    fails: [`${server} env 0 = {"name":"OTHER","value":"1"}`, `${server} env 0 value = "/root"`],
    unknown: [`${server} env`, `${server} env 0 name`, `${server} env 0 value`],
  },
  {
    rule: "kubernetes-vllm-mandatory-arguments",
    on,
    fails: [`${server} args = ["/weights/checkpoint"]`, `${server} args 2 -`, `${server} args 3 -`],
    unknown: [`${server} args`, `${server} args 2`],
  },
  {
    rule: "kubernetes-vllm-mandatory-environment",
    on,
    fails: [`${server} env = []`, `${server} env 17 -`],
    unknown: [`${server} env`, `${server} env 17`],
  },
  { rule: "kubernetes-vllm-no-port", on, fails: [`${server} ports = [{"containerPort":8000}]`] },
  {
    rule: "kubernetes-vllm-weights-read-only",
    on,
    fails: [`${server} volumeMounts 0 readOnly = false`, `${server} volumeMounts 0 readOnly -`],
  },
];
