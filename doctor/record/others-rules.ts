import type { Snapshot } from "../snapshot.ts";
import type { Item } from "./cluster-parts.ts";

type Rule = Extract<Snapshot["othersRules"], { read: unknown }>["read"][number];

/** Whether a webhook is asked about new pods. */
const asksOfPods = ({ rules }: Item): boolean =>
  (rules ?? []).some(
    ({ apiGroups = [], operations = [], resources = [] }: Item) =>
      apiGroups.some((one: string) => one === "" || one === "*") &&
      operations.some((one: string) => one === "CREATE" || one === "*") &&
      resources.some((one: string) => one === "pods" || one === "*" || one === "*/*"),
  );

/** Webhooks that are asked about new pods, and without whose answer none is made. */
export const webhooksIn = (configurations: readonly Item[]): Rule[] =>
  configurations.flatMap(({ metadata, webhooks }) =>
    (webhooks ?? [])
      .filter((one: Item) => (one.failurePolicy ?? "Fail") === "Fail" && asksOfPods(one))
      .map(({ name, namespaceSelector }: Item) => ({
        kind: "webhook",
        name: `${metadata.name}/${name}`,
        namespaces: [
          ...Object.entries(namespaceSelector?.matchLabels ?? {}).map(([key, value]) => ({ key, operator: "In", values: [value] })),
          ...(namespaceSelector?.matchExpressions ?? []).map(({ key, operator, values }: Item) => ({
            key,
            operator,
            values: values ?? [],
          })),
        ],
      })),
  );

/** Quotas and limits of a namespace, each by its name. */
export const quotasIn = (kind: "ResourceQuota" | "LimitRange", items: readonly Item[]): Rule[] =>
  items.map(({ metadata }) => ({ kind, name: metadata.name, namespace: metadata.namespace }));
