import { literal } from "../cel.ts";
import { containersVariable, podSpecs, podVariable } from "../pod-spec.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** The keep's images run only the server and its known helpers. */
export function knownCommand({ specs, server, helpers }: AdmissionContext): AdmissionRule {
  const all = [server, ...helpers];
  const commands = literal(Object.fromEntries(all.map(({ container, command }) => [container, command])));
  const exact = literal(Object.fromEntries(helpers.flatMap((helper) => ("args" in helper ? [[helper.container, helper.args]] : []))));
  const flags = literal(Object.fromEntries(helpers.flatMap((helper) => ("flags" in helper ? [[helper.container, helper.flags]] : []))));
  const concerned = `(c.image in ${literal([specs[0].images.server, specs[0].images.envoy])} || c.name in ${commands})`;
  // A missing `command` means the image's own entry point, which its publisher chose.
  const known = `(c.name in ${commands} && has(c.command) && c.command == ${commands}[c.name])`;
  const knownArgs = `(!(c.name in ${exact}) || (has(c.args) ? c.args : []) == ${exact}[c.name])`;
  const knownFlags = `(!(c.name in ${flags}) || !has(c.args) || c.args.all(a, !a.startsWith("-") || a.split("=")[0] in ${flags}[c.name]))`;
  const good = `(${known} && ${knownArgs} && ${knownFlags})`;
  return {
    name: "known-command",
    why: "The server's image contains Python and a shell: with another command it is a toolbox on a GPU with the weights mounted.",
    scope: "keep",
    ...podSpecs,
    variables: [podVariable, containersVariable],
    validations: [
      {
        expression: `variables.containers.all(c, !${concerned} || ${good})`,
        message: `the keep's images run their known commands, in containers of their known names (${all.map(({ container }) => container).join(", ")}); not so`,
        offenders: `variables.containers.filter(c, ${concerned} && !${good}).map(c, c.name)`,
      },
    ],
  };
}
