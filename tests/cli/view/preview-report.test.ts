import { expect, test } from "vitest";
import { previewReport } from "../../../cli/view/preview-report.ts";
import type { Preview } from "../../../engine/preview.ts";
import { plain } from "../../../terminal/paint.ts";
import { resource } from "./resource.ts";

const preview: Preview = {
  project: "p",
  stack: "dev",
  resources: [
    resource({ urn: "stack", type: "pulumi:pulumi:Stack", name: "p-dev", custom: false, parent: undefined }),
    resource({ urn: "key", name: "vault", inputs: { enableKeyRotation: true } }),
  ],
  outputs: { key: "arn" },
  durationSeconds: 1.25,
  peakMemoryMiB: 200,
  diagnostics: [
    { severity: "warning", message: "rotate\nsoon", urn: "key" },
    { severity: "info", message: "said by the program" },
  ],
};

test("tree, diagnostics by resource, outputs, summary", () => {
  expect(previewReport(preview, { width: 100, paint: plain, inputs: false })).toBe(`     Type                 Name   Plan
 +   pulumi:pulumi:Stack  p-dev  create
 +   └─ aws:kms:Key       vault  create

Diagnostics:
  aws:kms:Key (vault):
    warning: rotate
    soon
  pulumi:pulumi:Stack (p-dev):
    said by the program

Outputs:
    key: "arn"

Resources:
    + 2 to create: 1 resource, 1 component, 0 providers
    1 aws:kms:Key

Previewed in process in 1.3 s, 200 MiB: no cloud API was called, nothing was created.
`);
});

test("inputs of every resource, when asked for", () => {
  const text = previewReport(preview, { width: 100, paint: plain, inputs: true });
  expect(text).toContain("+ aws:kms/key:Key: (create)\n    [urn=key]\n    enableKeyRotation: true\n");
});
