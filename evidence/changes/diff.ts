import { modelServerName } from "../../charts/names.ts";
import type { ReportedModel } from "../report/model/inventory.ts";
import type { Report } from "../report/model/report.ts";
import { serverTitle } from "../report/sections/model-servers.ts";
import { type Change, change, compared } from "./change.ts";
import { flowChanges } from "./flow-changes.ts";
import { judgementChanges } from "./judgement-changes.ts";
import { policyChanges } from "./policy-changes.ts";

/**
 * Security-relevant differences between two reports, wider ones first; empty where there are none.
 * @throws Error where the solver gives up
 */
export async function diffReports(before: Report, after: Report): Promise<Change[]> {
  const changes = [
    ...flowChanges(before.flows, after.flows),
    ...(await policyChanges(before, after)),
    ...principalChanges(before, after),
    ...judgementChanges(before, after),
    ...inventoryChanges(before, after),
  ];
  const order = ["wider", "other", "narrower"];
  return changes.toSorted((a, b) => order.indexOf(a.direction) - order.indexOf(b.direction));
}

function principalChanges(before: Report, after: Report): Change[] {
  const { added, gone } = compared(before.principals, after.principals, ({ principal, may, by }) => JSON.stringify([principal, may, by]));
  return [
    ...added.map(({ principal, may, by }) => change("principal", "wider", `${principal} may ${may}, by ${by}`)),
    ...gone.map(({ principal, may, by }) => change("principal", "narrower", `${principal} may no longer ${may}, by ${by}`)),
  ];
}

/** Files of the weights of every model; ` of chat` where a model has a name of its own. */
const filesOf = ({ inventory: { models } }: Report) =>
  models.flatMap((one) => {
    const of = one.key === modelServerName && one.version === "current" ? "" : ` of ${serverTitle(one)}`;
    return (one.lock?.files ?? []).map(({ path, sha256 }) => ({ of, path, sha256 }));
  });

/** Models and versions that are new or gone, are another checkpoint, or serve clients now and did not, or no longer do. */
function modelChanges(before: Report, after: Report): Change[] {
  const { added, gone, both } = compared(before.inventory.models, after.inventory.models, ({ key, version }) => `${key} ${version}`);
  const answers = ({ serves }: ReportedModel) => (serves ? "serves its clients" : "serves no client");
  return [
    ...added.map((one) => change("model", "other", `new model ${serverTitle(one)}: ${one.model}, which ${answers(one)}`)),
    ...gone.map((one) => change("model", "other", `model ${serverTitle(one)} is gone: ${one.model}`)),
    ...both.flatMap(([old, now]) => [
      ...(old.model === now.model ? [] : [change("model", "other", `model ${serverTitle(now)} was ${old.model} and is ${now.model}`)]),
      ...(old.serves === now.serves
        ? []
        : [
            change("model", "other", `model ${serverTitle(now)} ${now.serves ? "serves its clients now" : "no longer serves its clients"}`),
          ]),
    ]),
  ];
}

function inventoryChanges(before: Report, after: Report): Change[] {
  const images = compared(before.inventory.images, after.inventory.images, ({ reference }) => reference);
  const advisories = compared(before.advisories.entries, after.advisories.entries, ({ ids }) => ids.join());
  const risks = compared(before.risks, after.risks, ({ title }) => title);
  const weights = compared(filesOf(before), filesOf(after), ({ of, path, sha256 }) => `${of} ${path} ${sha256}`);
  return [
    ...images.added.map(({ reference, usedBy }) => change("image", "other", `new image ${reference}, run by ${usedBy.join(", ")}`)),
    ...images.gone.map(({ reference }) => change("image", "other", `image ${reference} is gone`)),
    ...weights.added.map(({ of, path, sha256 }) => change("image", "other", `weights${of}: ${path} is now ${sha256}`)),
    ...weights.gone.map(({ of, path, sha256 }) => change("image", "other", `weights${of}: ${path} is no longer ${sha256}`)),
    ...modelChanges(before, after),
    ...advisories.added
      .filter(({ state }) => state !== "not concerned")
      .map(({ ids, state, summary }) => change("advisory", "wider", `${ids.join(", ")} ${state} this stack: ${summary}`)),
    ...advisories.both
      .filter(([old, now]) => old.state !== now.state)
      .map(([old, now]) =>
        change(
          "advisory",
          now.state === "not concerned" ? "narrower" : "wider",
          `${now.ids.join(", ")} was ${old.state} and is ${now.state}`,
        ),
      ),
    ...risks.added.map(({ title }) => change("risk", "wider", `new open risk: ${title}`)),
    ...risks.gone.map(({ title }) => change("risk", "narrower", `open risk is gone: ${title}`)),
  ];
}
