import { z } from "zod";
import data from "./data/platforms.json" with { type: "json" };
import { type Platform, platformSchema } from "./rows/platform.ts";

export type { DnsPeer, Platform } from "./rows/platform.ts";

/** The file of platforms. */
export const platformsFileSchema = z.strictObject({ platforms: z.array(platformSchema).min(1) });

/** Distributions of Kubernetes whose differences the kit knows; `other` is the one that differs in nothing known. */
export const platformNames = ["gke", "aks", "openshift", "rke2", "talos", "k3s", "eks", "other"] as const;

export type PlatformName = (typeof platformNames)[number];

const platforms = new Map(data.platforms.map((platform) => [platform.name, platform as Platform]));

/** A platform by its name. */
export const platformOf = (name: PlatformName): Platform => platforms.get(name)!;
