import { resolved } from "./known-module.ts";

/** What is changed in the SDK, each where a version has it. */
interface Log {
  debug?: () => Promise<void>;
}

interface Promises {
  debuggablePromise?: (promise: Promise<unknown>, context?: unknown) => Promise<unknown>;
}

interface Resources {
  Resource?: { stackTrace?: () => unknown[] };
}

/**
 * Leaves out what the SDK tells the engine for debugging alone, which this engine drops: lines at the level of debugging, each a request of its
 * own and some seven for a resource, all one after the other; the stack where a resource was made. And the stack where each promise was made, of
 * which it makes ten for a resource, is read only where somebody asks to see it.
 * @param require of the SDK's runner
 */
export function withoutDebugging(require: NodeJS.Require): void {
  // Before any other module of the SDK: it has to come before gRPC.
  load("@pulumi/pulumi/cmd/run/instrumentation.js");
  const log: Log = load("@pulumi/pulumi/log");
  if (log.debug) log.debug = async () => undefined;
  const promises: Promises = load("@pulumi/pulumi/runtime/debuggable.js");
  if (promises.debuggablePromise && !process.env["PULUMI_DEBUG_PROMISE_LEAKS"])
    promises.debuggablePromise = withoutStack(promises.debuggablePromise);
  const { Resource }: Resources = load("@pulumi/pulumi/resource.js");
  if (Resource?.stackTrace) Resource.stackTrace = () => [];

  function load(name: string): object {
    const path = resolved(require, name);
    return path === undefined ? {} : (require(path) as object);
  }
}

/** The function, with no stack in the errors that it makes before it returns. */
function withoutStack<Args extends unknown[], Result>(make: (...args: Args) => Result): (...args: Args) => Result {
  return (...args) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return make(...args);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
