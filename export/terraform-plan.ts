import type { SymbolicPreview } from "../engine/in-process/symbols/preview.ts";
import { PreviewError, type PreviewResource } from "../engine/preview.ts";
import { addressesOf } from "./addresses.ts";
import { awsNames, snake } from "./names.ts";
import { type ProviderConfig, type ProviderName, providerConfig, sources } from "./provider-config.ts";
import { block, type PlannedValue } from "./terraform-value.ts";

/**
 * `terraform show -json` of a plan that creates everything, with the fields that its readers use. Source: "JSON Output Format" in
 * Terraform's docs.
 */
export interface TerraformPlan {
  format_version: "1.2";
  terraform_version: string;
  planned_values: { root_module: { resources: object[] } };
  resource_changes: object[];
  configuration: { provider_config: Record<string, object>; root_module: { resources: object[] } };
}

/** A resource in Terraform's format. */
interface Translated {
  address: string;
  type: string;
  name: string;
  provider: ProviderName;
  providerKey: string;
  planned: PlannedValue;
  dependencies: readonly string[];
}

/** Kubernetes objects as `kubernetes_manifest`, the only type of that provider that accepts arbitrary objects. */
function manifest({ type, inputs }: PreviewResource): Record<string, unknown> {
  const [, group = "", kind = ""] = type.split(":");
  return { manifest: { apiVersion: group.replace(/^core\//, ""), kind, ...inputs } };
}

const isResource = ({ type, custom }: PreviewResource): boolean => custom && !type.startsWith("pulumi:providers:");

function translated(
  resource: PreviewResource,
  address: string,
  symbols: SymbolicPreview["symbols"],
  { keyOf }: ProviderConfig,
): Translated {
  const [type = "", name = ""] = address.split(".");
  const { type: token, urn, dependencies } = resource;
  const where = `${token} ${resource.name}`;
  const by = (provider: ProviderName, planned: PlannedValue): Translated => {
    return { address, type, name, provider, providerKey: keyOf(resource, provider), planned, dependencies };
  };
  if (token.startsWith("kubernetes:")) return by("kubernetes", block(manifest(resource), { manifest: "map" }, symbols, where));
  const [, attributes, renamed] = awsNames().resources[token] ?? [];
  if (!attributes)
    throw new PreviewError([
      `${urn} has the type ${token}, which the Terraform export does not support; accepted: types of AWS and Kubernetes`,
    ]);
  return by("aws", block(resource.inputs, attributes, symbols, where, renamed));
}

/**
 * A preview as a Terraform plan, for tools that read one: checkov, trivy, conftest, Infracost.
 * @param preview a symbolic preview: symbols identify references, and take the place of outputs in texts
 * @throws PreviewError where a resource or an input has no name in Terraform
 */
export function terraformPlan({ preview, symbols }: Pick<SymbolicPreview, "preview" | "symbols">): TerraformPlan {
  const resources = preview.resources.filter(isResource);
  const addresses = addressesOf(resources);
  const providers = providerConfig(preview.resources);
  const all = resources.map((resource) => translated(resource, addresses.get(resource.urn)!, symbols, providers));
  const reference = (symbol: string): string[] => {
    const origin = symbols[symbol];
    const address = origin && addresses.get(origin.urn);
    return address ? [`${address}.${attributeName(origin.property)}`, address] : [];
  };
  return {
    format_version: "1.2",
    terraform_version: "1.9.8",
    planned_values: {
      root_module: {
        resources: all.map((one) => ({
          ...head(one),
          schema_version: 0,
          values: one.planned.value,
          sensitive_values: one.planned.sensitive ?? {},
        })),
      },
    },
    resource_changes: all.map((one) => ({ ...head(one), change: change(one) })),
    configuration: {
      provider_config: providers.config,
      root_module: {
        resources: all.map((one) => ({
          ...head(one),
          provider_name: undefined,
          provider_config_key: one.providerKey,
          expressions: expressions(one.planned, reference),
          schema_version: 0,
          depends_on: one.dependencies.flatMap((urn) => addresses.get(urn) ?? []),
        })),
      },
    },
  };
}

/** `arn`, or for a path such as `resources[0].name` its first step, because an expression refers to a whole attribute. */
const attributeName = (property: string): string => snake(property.split(/[.[]/)[0] ?? property);

const head = ({ address, type, name, provider }: Translated) => ({
  address,
  mode: "managed",
  type,
  name,
  provider_name: sources[provider],
});

const change = ({ planned: { value, unknown, sensitive } }: Translated) => ({
  actions: ["create"],
  before: null,
  after: value,
  after_unknown: { id: true, arn: true, ...(unknown as object | undefined) },
  before_sensitive: false,
  after_sensitive: sensitive ?? {},
});

/** Each attribute as an expression: a constant, its references, or for blocks the nested expressions. */
function expressions({ byName = {} }: PlannedValue, reference: (symbol: string) => string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(byName).map(([name, one]) => {
      if (one.blocks && one.blocks.length > 0) return [name, one.blocks.map((inner) => expressions(inner, reference))];
      const references = [...new Set(one.references.flatMap(reference))];
      return [name, references.length > 0 ? { references } : one.unknown === undefined ? { constant_value: one.value } : {}];
    }),
  );
}
