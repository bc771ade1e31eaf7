import { acceptedBy } from "../accepted.ts";
import { keepName } from "../keep.ts";
import { plain } from "../value-text.ts";
import type { Check } from "./check.ts";

/** The stack's name stands in for a missing `name`, so it must be as short and plain as one. */
export const nameCheck: Check = ({ name }) =>
  keepName.safeParse(name).success
    ? []
    : [{ path: "name", message: `is missing, and the stack's name "${plain(name)}" cannot stand in for it; ${acceptedBy(keepName)}` }];
