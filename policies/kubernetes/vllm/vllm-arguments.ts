import { vllmFacts } from "../../facts/facts.ts";
import { forbid, need } from "../../rule/outcome.ts";
import { podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { eachServer } from "../../rule/vllm.ts";

const patterns = vllmFacts.flags.map(({ pattern }) => new RegExp(pattern));

/** A flag of the allow-list as --flag=value; or the model, as a path and never as a model name on a hub. */
const allowed = (argument: string): boolean =>
  argument.startsWith("-") ? patterns.some((pattern) => pattern.test(argument)) : /^\/[\w./-]+$/.test(argument);

export const vllmArguments: ResourceRule = {
  name: "kubernetes-vllm-arguments",
  description: "vLLM is started only with arguments of the allow-list.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D16", "D5"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "CIS PostgreSQL 1.1: only needed packages and extensions are enabled.",
  remediation: "Remove the argument, or write it as --flag=value with an accepted value.",
  types: podTypes,
  check: (workload) =>
    eachServer(workload, (container) => [
      ...container
        .at("args")
        .items()
        .each((argument) =>
          need(
            argument.test((value) => allowed(String(value))),
            "is not in the allow-list of vLLM's arguments",
          ),
        ),
      ...container
        .at("command")
        .items()
        .each((word) =>
          forbid(
            word.matches(/\bvllm\s+serve\b(?!\s+"\$@"\s*$)|(^|\s)--/),
            'starts vLLM with arguments that cannot be checked; accepted: `vllm serve "$@"` with args',
          ),
        ),
    ]),
};
