import { problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** The replica of the weights is in another region than the weights; each address gets an alarm once. */
export const accountCheck: Check = ({ target }) => {
  if (target.kind !== "eks") return [];
  const { region, vault, alerts } = target;
  return [
    ...(vault.replicaRegion === region
      ? [problemAt("target.vault.replicaRegion", region, "is the region of the keep itself; accepted: another region, or leave it out")]
      : []),
    ...alerts.emails.flatMap((email, i) =>
      alerts.emails.indexOf(email) < i
        ? [problemAt(`target.alerts.emails[${i}]`, email, "is named twice; accepted: different addresses")]
        : [],
    ),
  ];
};
