import { plural } from "../../../html/parts.ts";
import type { ReportedModel } from "../model/inventory.ts";

/** Whether a version of a model answers clients, what they call it, and how long a request may be. */
export function answersText({ serves, servedAs, contextTokens }: ReportedModel): string {
  const context = contextTokens === null ? "" : `, up to ${contextTokens} tokens`;
  return serves ? `yes, as ${servedAs ?? "a name that is not given"}${context}` : `no: no Service leads to it${context}`;
}

export const replicasText = ({ replicas }: ReportedModel): string =>
  replicas === null ? "replicas not given" : plural(replicas, "replica");

export const clientText = ({ name, from, address }: ReportedModel["clients"][number]): string => `${name}, from ${from}: ${address}`;
