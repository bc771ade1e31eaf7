import { acceptedBy } from "../accepted.ts";
import { keepName } from "../keep.ts";
import { plain } from "../value-text.ts";
import type { Check } from "./check.ts";

/** The stack's name replaces a missing `name`, so it must meet the same constraints. */
export const nameCheck: Check = ({ name }) =>
  keepName.safeParse(name).success
    ? []
    : [{ path: "name", message: `is missing, and the stack's name "${plain(name)}" cannot be used instead; ${acceptedBy(keepName)}` }];
