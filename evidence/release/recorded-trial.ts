import { nodeTrial } from "../../catalog/node-trial.ts";
import type { RecordedTrial } from "../report/evidence.ts";
import { objectFilesDigest } from "./object-files.ts";
import { kitFolder } from "./program.ts";

/** The run on a real node that the kit records; null where it records none. */
export function recordedTrial(): RecordedTrial | null {
  return nodeTrial === null ? null : { run: nodeTrial, current: nodeTrial.program === objectFilesDigest(kitFolder) };
}
