import { expect, test } from "vitest";
import { type PreviewResource, SECRET } from "../../engine/preview.ts";
import { providerConfig } from "../../export/provider-config.ts";

const provider = (name: string, inputs: Record<string, unknown>) =>
  ({
    urn: `urn:pulumi:dev::test::pulumi:providers:aws::${name}`,
    type: "pulumi:providers:aws",
    name,
    inputs,
  }) as unknown as PreviewResource;
const madeBy = ({ urn }: PreviewResource) => ({ provider: `${urn}::04da6b54-80e4-46f7-96ec-b56ff0331ba9` }) as PreviewResource;

const tags = { team: "ml" };
const main = provider("aws", { region: "eu-central-1", defaultTags: JSON.stringify({ tags }) });
const replica = provider("aws-replica", { region: "eu-west-1", defaultTags: SECRET });

test("each region's provider has a key of its own, with region and default tags", { tags: ["provider-key-per-region"] }, () => {
  const { config, keyOf } = providerConfig([main, replica]);
  expect(config["aws"]).toMatchObject({
    name: "aws",
    expressions: { region: { constant_value: "eu-central-1" }, default_tags: [{ tags: { constant_value: tags } }] },
  });
  expect(config["aws.aws-replica"]).toMatchObject({
    name: "aws",
    alias: "aws-replica",
    expressions: { region: { constant_value: "eu-west-1" } },
  });
  expect(config["aws.aws-replica"]).not.toHaveProperty("expressions.default_tags");
  expect([main, replica].map((one) => keyOf(madeBy(one), "aws"))).toEqual(["aws", "aws.aws-replica"]);
});

test("a resource of a provider that the preview does not have is of the plain one", () => {
  const { config, keyOf } = providerConfig([]);
  expect(keyOf({ provider: undefined } as PreviewResource, "kubernetes")).toBe("kubernetes");
  expect(config["kubernetes"]).toMatchObject({ full_name: "registry.terraform.io/hashicorp/kubernetes", expressions: {} });
});
