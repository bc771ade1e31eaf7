import { dnsName } from "../keep/names.ts";
import { anyText, mapOf, optional, text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";

/**
 * Label keys that no controller acts on, only selectors of their owner, and the label by which a grant selects its client.
 * Other labels can inject sidecars, aggregate roles, or exempt from policies.
 */
const labelKeys =
  /app|name|component|tier|team|owner|environment|version|app\.kubernetes\.io\/(name|instance|version|component|part-of|managed-by)|modelkeep\/client/;

export const labels: Shape = mapOf(labelKeys, anyText);

/** Names and labels. No annotation: a controller may act on each. */
export const metadata: Shape = {
  name: text(dnsName, "a name"),
  namespace: text(dnsName, "a namespace"),
  labels: optional(labels),
};

/** The same for an object of the cluster. */
export const clusterMetadata: Shape = { name: text(dnsName, "a name"), labels: optional(labels) };
