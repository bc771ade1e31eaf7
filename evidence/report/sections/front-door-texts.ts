import type { PreviewResource } from "../../../engine/preview.ts";

/** Texts of the ConfigMaps that configure an Envoy. */
export function frontDoorTexts(resources: readonly PreviewResource[]): string[] {
  return resources
    .filter(({ type }) => type === "kubernetes:core/v1:ConfigMap")
    .flatMap(({ inputs }) => Object.values((inputs["data"] as Record<string, string> | undefined) ?? {}))
    .filter(isFrontDoorText);
}

/** Whether a text configures an Envoy. */
export const isFrontDoorText = (text: unknown): text is string =>
  typeof text === "string" && text.includes("envoy.filters.network.http_connection_manager");
