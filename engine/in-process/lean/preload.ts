// Loaded into the program's process before the SDK's runner, whose path is its first argument. The SDK does a lot that a preview does not
// need: this is left out, or deferred until it is used. What it registers is unchanged, as the tests that compare both engines show.
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
