import type { PreviewResource } from "../../engine/preview.ts";

/** URN of the provider of a resource, without the id that its reference has besides; undefined for components and providers. */
export const providerUrn = ({ provider }: PreviewResource): string | undefined => provider?.slice(0, provider.lastIndexOf("::"));
