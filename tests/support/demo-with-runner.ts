import { parse, stringify } from "yaml";
import { someRunner } from "../infra/settings/some-runner.ts";

/** The demo's stack file with a tunnel host and with builds inside the VPC. */
export function demoWithRunner(stackFile: string): string {
  const stack = parse(stackFile);
  stack.config["modelkeep:keep"].target.access = { tunnel: true, runner: someRunner };
  return stringify(stack);
}
