import type { Content } from "../../../../../html/markup.ts";
import { code, list, paragraph } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { Report } from "../../../model/report.ts";

/** Everybody whom a resource or a policy names. */
export function principalsSection({ principals }: Report): Content {
  if (principals.length === 0)
    return paragraph("No resource of this stack names anybody: clients are pods, named by the network policies above.");
  const byPrincipal = [...Map.groupBy(principals, ({ principal }) => principal)];
  return table({
    label: "Principals",
    caption:
      "Everybody whom a resource, or an allowance of a policy, names. A value such as ~role.arn~ stands for the output of a resource of this stack.",
    kind: "principals",
    columns: ["Principal", "May", "Named by"],
    rows: byPrincipal.map(([principal, all]) => [
      code(principal),
      list([...new Set(all.map(({ may }) => may))], "plain"),
      list(
        all.map(({ by }) => by),
        "plain run",
      ),
    ]),
  });
}
