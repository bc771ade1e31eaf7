// One preview by one engine, for the bench to measure from outside: node dev/bench/one.ts in-process|pulumi ROOT STACK
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import { previewWithPulumi } from "../../engine/pulumi/preview.ts";

const [which, root, stack] = process.argv.slice(2);
if (!root || !stack || (which !== "in-process" && which !== "pulumi")) throw new Error("usage: one.ts in-process|pulumi ROOT STACK");
const preview =
  which === "pulumi"
    ? await previewWithPulumi({ engine: await findEngine({ root, env: process.env }), root, stack })
    : await previewInProcess({ root, stack });
console.log(preview.resources.length);
