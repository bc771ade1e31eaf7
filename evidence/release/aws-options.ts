import { type PreviewResource, SECRET } from "../../engine/preview.ts";
import { type Difference, valueDifferences } from "./difference.ts";
import type { ObjectDifference } from "./object-difference.ts";
import { optionDifferences } from "./options.ts";

/** Account and regions of a stack, from its settings. */
export interface Home {
  /** 12-digit id. */
  account: string;
  /** Of the keep itself, and of the replica of its weights, if any. */
  regions: readonly string[];
}

const providerType = "pulumi:providers:aws";

/**
 * AWS resources that differ from their inputs or use a provider from outside of the stack; and providers for another
 * account or region than in the settings.
 * @param deployed whether these are from a state, whose provider has queried its account
 */
export function awsOptionDifferences(home: Home | undefined, resources: readonly PreviewResource[], deployed: boolean): ObjectDifference[] {
  const providers = resources.filter(({ type }) => type === providerType);
  return resources.flatMap((resource): ObjectDifference[] => {
    const places =
      resource.type === providerType
        ? providerPlaces(home, resource, deployed)
        : resource.type.startsWith("aws:") && resource.custom
          ? optionDifferences(resource, providers, "a provider of the stack")
          : [];
    return places.length === 0 ? [] : [{ how: "changed", type: resource.type, name: resource.name, resource, places }];
  });
}

function providerPlaces(home: Home | undefined, { inputs }: PreviewResource, deployed: boolean): Difference[] {
  if (home === undefined) return [{ path: "", rendered: undefined, here: "a provider of AWS", hidden: false }];
  const { region, profile, allowedAccountIds, accessKey } = inputs;
  const place = home.regions.includes(String(region)) ? [] : valueDifferences(home.regions[0], region, "region");
  // A preview without credentials has dummies instead, and cannot query their account; a program with dummies refuses to deploy.
  const offline = !deployed && accessKey === SECRET && String(inputs["skipRequestingAccountId"]) === "true";
  const held =
    offline && allowedAccountIds === undefined ? [] : valueDifferences([home.account], listOf(allowedAccountIds), "allowedAccountIds");
  return [...place, ...held, ...valueDifferences(undefined, profile, "profile")];
}

/** A provider's inputs are text, including lists. */
function listOf(value: unknown): unknown {
  try {
    return typeof value === "string" ? (JSON.parse(value) as unknown) : value;
  } catch {
    return value;
  }
}
