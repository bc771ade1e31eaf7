import { type ClusterKeep, type EksKeep, isOnAws } from "../../../infra/settings/checked-keep.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import type { Raw } from "./good-settings.ts";

/** A keep on AWS from good settings, called `prod`. */
export function parsedOnAws(raw: Raw): EksKeep {
  const keep = parseKeep(raw, { stack: "prod", now: new Date("2026-11-25") });
  if (!isOnAws(keep)) throw new Error("these settings are of a cluster that exists");
  return keep;
}

/** A keep on a cluster that exists from good settings, called `lab`. */
export function parsedOnCluster(raw: Raw): ClusterKeep {
  const keep = parseKeep(raw, { stack: "lab", now: new Date("2026-11-25T12:00:00Z") });
  if (isOnAws(keep)) throw new Error("these settings are of a keep on AWS");
  return keep;
}
