import type { Content } from "../../../../../html/markup.ts";
import { code, list, paragraph } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { Report } from "../../../model/report.ts";

/** All principals named in a resource or a policy. */
export function principalsSection({ principals }: Report): Content {
  if (principals.length === 0)
    return paragraph("No resource of this stack names a principal: clients are pods, named in the network policies above.");
  const byPrincipal = [...Map.groupBy(principals, ({ principal }) => principal)];
  return table({
    label: "Principals",
    caption:
      "All principals named in a resource, or in an Allow statement. A value such as ~role.arn~ is an output of a resource of this stack.",
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
