import { resolved } from "./known-module.ts";

/** Patches of the SDK, each applied where the version has the target. */
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
 * Leaves out what the SDK sends to the engine only for debugging, which this engine drops: debug log lines, each a separate request and
 * about seven per resource, in sequence; and the stack trace of each resource's creation. The stack trace of each promise, about
 * ten per resource, is computed only when it is read.
 * @param require the `require` of the SDK's runner
 */
export function withoutDebugging(require: NodeJS.Require): void {
  // Before any other module of the SDK, because it must precede gRPC.
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

/** The function, without stack traces in errors created before it returns. */
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
