import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { deployOnCluster } from "../../infra/on-cluster.ts";
import { all, only, record } from "../support/recorder.ts";
import { existing, put } from "./settings/good-settings.ts";
import { parsedOnCluster } from "./settings/parsed.ts";

const deployed = async (weights: object) => {
  const keep = parsedOnCluster(existing(put("target.weights", weights)));
  let outputs: ReturnType<typeof deployOnCluster> | undefined;
  const recorded = await record(() => (outputs = deployOnCluster(keep)), { preview: true });
  return { recorded, outputs };
};

it("takes over what Kubernetes has made before the keep, with providers of before and after 4.29", {
  tags: ["takes-over-existing-objects"],
}, async () => {
  const { recorded } = await deployed({ kind: "volume", volume: "weights" });
  const provider = only(recorded, "pulumi:providers:kubernetes").inputs;
  expect([provider["enableServerSideApply"], provider["upsertExistingObjects"]]).toEqual(["true", "true"]);
  expect(only(recorded, "ServiceAccount", "modelkeep-lab-serving/default").provider).toContain("pulumi:providers:kubernetes::kubernetes::");
});

it("says what the probe found", async () => {
  const { outputs } = await deployed({ kind: "volume", volume: "weights" });
  expect(pulumi.Output.isInstance(outputs?.probe)).toBe(true);
});

it.each([
  [{ kind: "volume", volume: "weights" }, ["ReadOnlyMany"]],
  [{ kind: "storage-class", storageClass: "models", accessMode: "ReadWriteOnce" }, ["ReadWriteOnce"]],
])("claims the weights as %j says", async (weights, accessModes) => {
  const { recorded } = await deployed(weights);
  expect(only(recorded, "PersistentVolumeClaim").inputs["spec"]).toMatchObject({ accessModes });
});

it("claims nothing where the claim is somebody else's", async () => {
  const { recorded } = await deployed({ kind: "claim", claim: "theirs" });
  expect(all(recorded, "PersistentVolumeClaim")).toEqual([]);
  expect(JSON.stringify(only(recorded, "Deployment").inputs)).toContain('"claimName":"theirs"');
});
