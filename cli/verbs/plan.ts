import { Command } from "commander";
import { planCheckVerb } from "./plan-check.ts";

/** `modelkeep plan`: what fits, what it costs and how long it takes, before anything is created. */
export function planVerb(): Command {
  return new Command("plan").description("size a keep, and hold the sizing against logs").addCommand(planCheckVerb());
}
