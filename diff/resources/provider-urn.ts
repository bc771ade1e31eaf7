import type { PreviewResource } from "../../engine/preview.ts";

/** URN of a resource's provider, without the id in the provider reference; undefined for components and providers. */
export const providerUrn = ({ provider }: PreviewResource): string | undefined => provider?.slice(0, provider.lastIndexOf("::"));
