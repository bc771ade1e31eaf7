import { eks } from "../good-settings.ts";
import { onEks, type Row } from "./row.ts";

/** Mistakes in one field: document. */
export const badDocument: readonly Row[] = [
  {
    title: "a string in place of the settings",
    raw: "prod",
    path: "modelkeep:keep",
    message: /is a string; accepted: an object \{name\?, model, models\?, target, capacity, /,
  },
  { title: "a list in place of the settings", raw: [eks()], path: "modelkeep:keep", message: /is a list; accepted: an object/ },
  { title: "nothing in place of the settings", raw: null, path: "modelkeep:keep", message: /is empty; accepted: an object/ },
  onEks(
    "a setting in the wrong place",
    "instance",
    "g6e.12xlarge",
    /not a setting here; did you mean capacity\.instance.*\? accepted: name, model, /,
  ),
  onEks("no model", "model", undefined, /is missing: the model to serve; accepted: an object \{name, lock\?/),
  onEks("no capacity", "capacity", undefined, /is missing: .*; accepted: an object \{instance\?, /),
  onEks("a name with capitals", "name", "Prod", /1 to 18 lower-case letters, digits and inner hyphens/),
  onEks("a name too long for the bucket names", "name", "a".repeat(19), /1 to 18 /),
];
