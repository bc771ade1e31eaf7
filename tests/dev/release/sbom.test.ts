import { expect, test } from "vitest";
import { type CycloneDx, reproducible, withoutDevelopment } from "../../../dev/release/sbom.ts";

/** As npm 11 writes it, shortened. */
const written = (serial: string, timestamp: string, folder: string): CycloneDx => ({
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  serialNumber: `urn:uuid:${serial}`,
  metadata: {
    timestamp,
    tools: [{ vendor: "npm", name: "cli", version: "11.0.0" }],
    component: {
      "bom-ref": "modelkeep@0.1.0",
      name: folder,
      version: "0.1.0",
    },
  } as CycloneDx["metadata"],
  components: [{ name: "zod", version: "4.6.7" }],
});

test("two bills of one lock file are the same, whenever and wherever they were written", { tags: ["sbom-reproducible"] }, () => {
  const [one, other] = [written("1", "2026-11-30T07:00:29.444Z", "a"), written("2", "2027-01-01T00:00:00.000Z", "b")];
  expect(reproducible(one, "modelkeep")).toEqual(reproducible(other, "modelkeep"));
  expect(reproducible(one, "modelkeep")).toEqual({
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    metadata: {
      tools: [{ vendor: "npm", name: "cli", version: "11.0.0" }],
      component: { "bom-ref": "modelkeep@0.1.0", name: "modelkeep", version: "0.1.0" },
    },
    components: [{ name: "zod", version: "4.6.7" }],
  });
});

test("what only development needs is left out of the lock, and nothing else", () => {
  const lock = (packages: Record<string, Record<string, unknown>>) => ({ lockfileVersion: 3, packages });
  const made = withoutDevelopment(
    lock({
      "": { dependencies: { yaml: "2.9.1" }, devDependencies: { vitest: "5.1.1" } },
      "node_modules/yaml": { version: "2.9.1" },
      "node_modules/vitest": { version: "5.1.1", dev: true },
      "node_modules/fsevents": { version: "1.0.0", devOptional: true, optional: true },
    }),
  );
  expect(made).toEqual(
    lock({
      "": { dependencies: { yaml: "2.9.1" } },
      "node_modules/yaml": { version: "2.9.1" },
      "node_modules/fsevents": { version: "1.0.0", devOptional: true, optional: true },
    }),
  );
});
