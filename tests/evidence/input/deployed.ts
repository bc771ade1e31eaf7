import { createHash } from "node:crypto";
import type { SymbolicPreview } from "../../../engine/in-process/symbols/preview.ts";
import { replaceSymbols } from "../../../engine/in-process/symbols/symbol.ts";

/** A value set at a path such as `resources[0].autoscalingGroups[0].name`. */
function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  let at: Record<string, unknown> = target;
  for (const [i, key] of keys.entries()) {
    if (i === keys.length - 1) at[key] = value;
    else {
      at[key] ??= /^\d+$/.test(keys[i + 1]!) ? [] : {};
      at = at[key] as Record<string, unknown>;
    }
  }
}

/** A provider as it deploys: held to the account, where a preview without credentials has keys that mean nothing. */
function withCredentials(inputs: Record<string, unknown>): Record<string, unknown> {
  const deploying = Object.entries(inputs).filter(([name]) => !/^(accessKey|secretKey|skip\w+)$/.test(name));
  return { ...Object.fromEntries(deploying), allowedAccountIds: '["111122223333"]' };
}

/**
 * What `pulumi stack export` would print once a previewed stack is deployed: each symbol has become a value of the cloud, in the inputs that
 * hold it and in the outputs of the resource that it is an output of.
 */
export function exported(
  { preview, symbols }: Pick<SymbolicPreview, "preview" | "symbols">,
  edit: (text: string) => string = (text) => text,
): string {
  const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 17);
  const real = (symbol: string): string => {
    const { urn, property } = symbols[symbol]!;
    const kind = urn.split("::")[2]!.split(":").pop()!.toLowerCase();
    // An output that is more than a name: what a launch template's version and a cluster's endpoint look like, rules know.
    if (property === "latestVersion") return "1";
    if (property === "endpoint") return `https://${hash(urn).toUpperCase()}.gr7.eu-central-1.eks.amazonaws.com`;
    return property === "arn" ? `arn:aws:mock:eu-central-1:111122223333:${kind}/${hash(urn)}` : `${kind}-${hash(`${urn} ${property}`)}`;
  };
  const known = (value: unknown) => JSON.parse(replaceSymbols(JSON.stringify(value), symbols, real)) as Record<string, unknown>;
  const resources = preview.resources.map(
    ({ urn, type, parent, custom, inputs, provider, dependencies, propertyDependencies, protect }) => {
      const own = type === "pulumi:providers:aws" ? withCredentials(known(inputs)) : known(inputs);
      const outputs: Record<string, unknown> = structuredClone(own);
      let id: string | undefined;
      // What takes over a default of a VPC has the id that the VPC gave it.
      const [, adopted] = Object.entries(own).find(([name]) => /^default(RouteTable|NetworkAcl)Id$/.test(name)) ?? [];
      if (typeof adopted === "string") id = adopted;
      for (const [symbol, origin] of Object.entries(symbols)) {
        if (origin.urn !== urn) continue;
        if (origin.property === "id") id = real(symbol);
        else put(outputs, origin.property, real(symbol));
      }
      return {
        urn,
        type,
        custom,
        ...(parent && { parent }),
        ...(custom && { id: id ?? hash(urn) }),
        inputs: { ...own, __defaults: [] },
        outputs,
        ...(provider && { provider }),
        ...(protect && { protect }),
        ...(propertyDependencies && { propertyDependencies }),
        dependencies,
      };
    },
  );
  const first = preview.resources[0]!;
  const standard = {
    urn: `${first.urn.split("::").slice(0, 2).join("::")}::pulumi:providers:aws::default_7_48_0`,
    type: "pulumi:providers:aws",
    custom: true,
    id: "1",
    inputs: {},
    outputs: {},
  };
  return edit(JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [standard, ...resources] } }));
}
