import { escaped } from "../../html/markup.ts";
import { element } from "../../html/svg.ts";
import { gpusInWords, type OwnHardwarePlan } from "../../planner/choice/own-hardware.ts";
import { plain } from "../../terminal/paint.ts";
import { ownHardwareText } from "../text/own-hardware.ts";
import { costChart } from "./charts.ts";
import { figure, htmlDocument, section, terms } from "./document.ts";
import { contextSection, memorySection, servingTerms, textSection } from "./plan-sections.ts";

/** A plan for existing hardware, as a self-contained page. */
export function ownHardwarePage(plan: OwnHardwarePlan): string {
  const { ask, hardware, served, own } = plan;
  const title = `Plan for ${ask.model.name} on ${gpusInWords(hardware)}`;
  return htmlDocument(title, [
    element("h1", {}, escaped(title)),
    element("p", { class: "verdict" }, escaped(plan.verdict)),
    ...(served
      ? [
          answers(plan, served),
          memorySection(served),
          ...(own
            ? [
                section(
                  "Cost",
                  figure((size) => costChart(plan, { own }, size), "Owning grows by whole nodes; a hosted service by the token."),
                ),
              ]
            : []),
          contextSection(plan, served),
        ]
      : []),
    textSection(ownHardwareText(plan, plain)),
  ]);
}

function answers({ ask, hardware, perMonth }: OwnHardwarePlan, served: NonNullable<OwnHardwarePlan["served"]>): string {
  return terms([
    ["nodes", `${served.replicas} of ${gpusInWords(hardware)}`],
    ["per month", perMonth === undefined ? "unknown" : `${Math.round(perMonth).toLocaleString("en-US")} USD`],
    ["layout", served.layout.words],
    ...servingTerms(ask, served),
  ]);
}
