import { type Content, type Markup, markup } from "../../../../../html/markup.ts";
import { details, list, none, paragraph, plural } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { Flows, Party } from "../../../model/flow.ts";
import type { Report } from "../../../model/report.ts";
import { diagram } from "../../svg/diagram.ts";
import { whereabouts, whereFrom } from "../../whereabouts.ts";

/** The diagram of the keep, the reachability matrix, and each flow with the resources that allow it. */
export function reachabilitySection({ flows }: Report): Content {
  if (flows.flows.length === 0)
    return paragraph("No resource of this stack has a network interface or a pod, so there is nothing to draw.");
  const names = new Map(flows.parties.map((party) => [party.id, party]));
  return [
    markup`<figure><div class="scroll" role="region" tabindex="0" aria-label="Diagram of the keep">${diagram(flows)}</div>
<figcaption>Allowed flows only, computed from the stack's resources: security groups, network ACLs and routes between interfaces, network policies between pods. A line ends at the port that it may call; <span class="key in">blue</span> is the inbound path, from clients to the workloads.</figcaption></figure>
`,
    matrix(flows),
    details(`Each of the ${plural(flows.flows.length, "flow")}, and which resources allow it`, flowTable(flows, names)),
    flows.unknown.length > 0 ? [paragraph("Unknown, so a flow may be missing:"), list(flows.unknown)] : undefined,
  ];
}

function matrix({ parties, flows }: Flows): Markup {
  const order = (side: "from" | "to") => parties.filter(({ id }) => flows.some((flow) => flow[side] === id)).toSorted(byZone);
  const [callers, called] = [order("from"), order("to")];
  const cell = (from: Party, to: Party): Content => {
    const open = flows.filter((flow) => flow.from === from.id && flow.to === to.id).map(({ on }) => on);
    return open.length > 0 ? open.join("; ") : markup`<span class="quiet" aria-label="nothing">·</span>`;
  };
  return table({
    label: "Reachability matrix",
    caption:
      "Ports on which sources (rows) reach destinations (columns). A dot means none; a party without a row calls no one, one without a column is called by no one.",
    kind: "matrix",
    columns: ["From \\ to", ...called.map(({ name }) => name)],
    rows: callers.map((from) => [
      from.addresses.length > 0 && from.zone === "clients" ? `${from.name}, ${whereFrom(from)}` : from.name,
      ...called.map((to) => cell(from, to)),
    ]),
  });
}

const zoneOrder = ["clients", "entry", "workloads", "services"];
const byZone = (a: Party, b: Party) => zoneOrder.indexOf(a.zone) - zoneOrder.indexOf(b.zone) || (a.name < b.name ? -1 : 1);

function flowTable({ flows }: Flows, names: ReadonlyMap<string, Party>): Markup {
  const named = (id: string): Content => {
    const party = names.get(id);
    return markup`${party?.name ?? id} <span class="aside">${party ? whereabouts(party) : ""}</span>`;
  };
  return table({
    label: "Allowed flows",
    caption: "Allowed flows: the diagram as a table.",
    kind: "flows",
    columns: ["From", "To", "On", "Allowed by"],
    rows: flows.map(({ from, to, on, by }) => [named(from), named(to), on, by.length > 0 ? list(by, "plain run") : none]),
  });
}
