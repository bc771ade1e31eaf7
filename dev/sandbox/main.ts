// `npm run sandbox`: a whole keep on this machine, or on a cluster that exists, that serves and can be looked at. docs/sandbox.md.
import { down } from "./down.ts";
import { readOptions, type SandboxOptions, usage } from "./options.ts";
import { up } from "./up.ts";

/** A way for machines that cannot run a node. */
const elsewhere = `
A cluster that exists will do as well, such as one of kind, k3d or minikube, with a registry that it pulls from:
  npm run sandbox -- --context kind-kind --registry localhost:5001`;

if (process.argv.slice(2).some((one) => one === "--help" || one === "-h")) {
  console.log(usage);
  process.exit(0);
}
let options: SandboxOptions;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`sandbox: ${(error as Error).message}\n${usage}`);
  process.exit(2);
}
try {
  await { up, down }[options.verb](options);
} catch (error) {
  const { message } = error as Error;
  console.error(`sandbox: ${message}${message.includes("cannot run a node") && !options.aws ? elsewhere : ""}`);
  process.exit(1);
}
