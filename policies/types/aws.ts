import { awsInputs } from "../inputs/aws-inputs.ts";
import type { KnownType } from "./known-type.ts";

/** AWS types and providers that are checked input by input. Gateways, peerings and the like are forbidden by rules of their own. */
export const awsTypes: readonly KnownType[] = Object.keys(awsInputs).map((type) => ({
  type,
  how: "judged",
  because: "every input it may have is listed in policies/inputs",
}));
