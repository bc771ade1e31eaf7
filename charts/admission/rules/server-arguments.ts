import { modelArgument } from "../../inference/vllm-flags.ts";
import { literal } from "../cel.ts";
import { containersVariable, podSpecs, podVariable } from "../pod-spec.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** vLLM gets allow-listed arguments, loads the verified weights, and listens on the keep's Unix socket. */
export function serverArguments({ allowedFlags, server }: AdmissionContext): AdmissionRule {
  // Complete arguments, flag and value in one: no abbreviation, no underscore for a dash, no `--flag.key`, no `-O`, no separate value, all
  // of which vLLM's parser accepts.
  const known = `a.matches(${literal(allowedFlags.map(({ pattern }) => pattern).join("|"))})`;
  return {
    name: "server-arguments",
    why: "One more flag runs code from the weights, opens a TCP port without authentication, or logs prompts.",
    scope: "keep",
    ...podSpecs,
    variables: [
      podVariable,
      containersVariable,
      { name: "servers", expression: `variables.containers.filter(c, c.name == ${literal(server.container)})` },
      { name: "arguments", expression: "variables.servers.map(c, has(c.args) ? c.args : [])" },
    ],
    validations: [
      {
        expression: `variables.arguments.all(args, args.size() > 0 && args[0] == ${literal(modelArgument)})`,
        message: `the first argument of vLLM is the verified weights, ${modelArgument}`,
      },
      {
        expression: `variables.arguments.all(args, args.all(i, a, i == 0 || ${known}))`,
        message: "vLLM gets arguments of the allow-list only; not on it",
        // Only flag names: a value can contain anything, and messages are logged.
        offenders: `variables.arguments.map(args, args.filter(a, a != ${literal(modelArgument)} && !${known}).map(a, a.split("=")[0]).join(", "))`,
      },
      {
        // Another path of the socket is not in the allow-list. A worker node (`--headless`) has no API at all.
        expression: `variables.arguments.all(args, args.exists(a, a == "--headless" || a.startsWith("--uds=")))`,
        message: "vLLM listens on its Unix socket (--uds), or, as another node of a replica, not at all (--headless)",
      },
    ],
  };
}
