import { packageOf } from "../../engine/in-process/urn.ts";
import type { Compared } from "./replacing.ts";

/** Inputs that name an AWS resource, where this is not `name`. */
const named: Readonly<Record<string, string>> = { "aws:s3/bucket:Bucket": "bucket" };

/**
 * Whether a replaced resource is deleted before the new one is created, because both cannot exist at once: where the program requests it,
 * and where the program sets the physical name and keeps it.
 * Sources: `nameRequiresDeleteBeforeReplace` of pulumi/pulumi-terraform-bridge, pkg/tfbridge/provider.go; `Diff` of
 * pulumi/pulumi-kubernetes, provider/pkg/provider/provider.go; read 2026-11-25.
 */
export function isDeletedFirst({ before, after }: Compared): boolean {
  if (after.deleteBeforeReplace !== undefined) return after.deleteBeforeReplace;
  const [old, now] = [before, after].map(({ type, inputs }) => nameOf(type, inputs));
  return now !== undefined && old === now;
}

function nameOf(type: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
  if (packageOf(type) === "aws") return textOf(inputs[named[type] ?? "name"]);
  const metadata = packageOf(type) === "kubernetes" ? (inputs["metadata"] as Record<string, unknown> | undefined) : undefined;
  const name = textOf(metadata?.["name"]);
  return name && `${textOf(metadata?.["namespace"]) ?? "default"}/${name}`;
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
