import { provide, resolved } from "./known-module.ts";
import { standIn } from "./stand-in.ts";

/**
 * Defers modules that the SDK loads in every program only for the few that serialize functions, two thirds of its modules: a compiler, and
 * npm's dependency tree, with which it finds the packages of a function. It also leaves out OpenTelemetry's exporters: the program is not
 * traced here.
 * @param require the `require` of the SDK's runner
 */
export function deferModules(require: NodeJS.Require): void {
  defer("@pulumi/pulumi/typescript-shim.js", (load) => standIn(load));
  defer("@pulumi/pulumi/runtime/closure/codePaths.js", (load) => membersOf(load));
  const tracing = resolved(require, "@pulumi/pulumi/cmd/run/tracing.js");
  if (tracing !== undefined) provide(require, tracing, untraced);

  function defer(name: string, make: (load: () => Exports) => unknown): void {
    const path = resolved(require, name);
    if (path === undefined) return;
    let loaded: Exports | undefined;
    const load = () => {
      if (loaded === undefined) {
        delete require.cache[path];
        loaded = require(path) as Exports;
      }
      return loaded;
    };
    provide(require, path, make(load));
  }
}

type Exports = Record<PropertyKey, unknown>;

/** A module whose members can be referenced without loading it. */
function membersOf(load: () => Exports): unknown {
  return new Proxy({}, { get: (_target, name) => (name === "__esModule" ? true : standIn(() => load()[name])) });
}

/** A span that ignores all calls. */
const span: object = new Proxy({}, { get: () => () => span });
const untraced = { __esModule: true, start: () => undefined, stop: async () => undefined, newSpan: () => span };
