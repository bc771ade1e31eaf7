import { badge } from "../../../html/badge.ts";
import { type Content, type Markup, markup } from "../../../html/markup.ts";
import { code } from "../../../html/parts.ts";
import { table } from "../../../html/table.ts";
import type { ResourceChange } from "../../resources/resource-change.ts";
import { becauseText, propertyTexts } from "../../summary/resource-text.ts";
import { visible } from "../visible.ts";

/** Resources with their operation, and the inputs that differ. */
export const resourcesTable = (resources: readonly ResourceChange[], caption: string): Markup =>
  table({
    label: caption,
    caption,
    kind: "findings",
    columns: ["Resource", "Operation", "Inputs that differ"],
    rows: resources.map((resource) => [
      [code(visible(resource.name)), markup`<br><span class="aside">${visible(resource.type)}</span>`],
      [badge(resource.operation), guards(resource)],
      [because(resource), properties(resource)],
    ]),
  });

function guards({ protect, retainOnDelete }: ResourceChange): Content {
  const words = [protect ? "protected" : "", retainOnDelete ? "retained" : ""].filter(Boolean);
  return words.length === 0 ? undefined : [" ", words.join(", ")];
}

function because(resource: ResourceChange): Content {
  const reason = becauseText(resource);
  return reason === "" ? undefined : markup`<p>${visible(reason)}</p>`;
}

function properties({ operation, properties: changed }: ResourceChange): Content {
  if (operation === "create" || operation === "delete" || changed.length === 0) return undefined;
  return markup`<ul class="plain">${changed.map((property) => {
    const { before, after } = propertyTexts(property);
    const value = (text: string | undefined) => (text === undefined ? "nothing" : code(visible(text)));
    return markup`<li>${code(visible(property.path))}: ${value(before)} to ${value(after)}</li>`;
  })}</ul>`;
}
