// Loaded into the program's process before the SDK's runner, whose path is its first argument. The SDK does much that no preview here needs:
// it is left out, or put off until something asks for it. What it registers is the same, as the tests that hold both engines equal show.
import { createRequire } from "node:module";
import { deferModules } from "./deferred-modules.ts";
import { inspectorOnDemand } from "./inspector-on-demand.ts";
import { withoutSourceMaps } from "./source-maps.ts";
import { withoutDebugging } from "./without-debugging.ts";

const require = createRequire(process.argv[1]!);
withoutSourceMaps(require);
deferModules(require);
withoutDebugging(require);
inspectorOnDemand(require);
