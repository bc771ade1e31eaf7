import { awsInputs } from "../inputs/aws-inputs.ts";
import type { KnownType } from "./known-type.ts";

/** Types of AWS, and providers, that are judged input by input. Gateways, peerings and the like are refused by rules of their own. */
export const awsTypes: readonly KnownType[] = Object.keys(awsInputs).map((type) => ({
  type,
  how: "judged",
  because: "every input it may have is listed in policies/inputs",
}));
