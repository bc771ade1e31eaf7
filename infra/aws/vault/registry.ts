import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames, type Place } from "../names.ts";

export interface RegistryArgs {
  place: Place;
  /** KMS key of the registry. */
  keyArn: pulumi.Input<string>;
  /** Images the keep runs: short name in the catalog, and public reference by digest. */
  images: { name: string; reference: string }[];
}

/**
 * Removes untagged images. `modelkeep images` copies with a tag for this reason: an image in use must not expire. Images that a tagged
 * index references are not expired.
 */
const lifecycle = {
  rules: [
    {
      rulePriority: 1,
      description: "remove images without a tag",
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
      action: { type: "expire" },
    },
  ],
};

/**
 * One ECR repository per image, the only registry that the nodes can reach. There is no repository policy: without one no other account has
 * access, and within the account IAM decides.
 */
export class Registry extends pulumi.ComponentResource {
  /** By the image's name in the catalog. */
  readonly repositories: Record<string, aws.ecr.Repository> = {};

  constructor(name: string, { place, keyArn, images }: RegistryArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Registry", name, {}, opts);
    const names = awsNames(place);

    for (const image of images) {
      const repository = new aws.ecr.Repository(
        `${name}-${image.name}`,
        {
          name: names.repository(image.name),
          imageTagMutability: "IMMUTABLE",
          imageScanningConfiguration: { scanOnPush: true },
          encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
          forceDelete: false, // a repository with images must be emptied manually first
          tags: { "modelkeep:source": image.reference },
        },
        { parent: this },
      );
      new aws.ecr.LifecyclePolicy(
        `${name}-${image.name}-lifecycle`,
        { repository: repository.name, policy: JSON.stringify(lifecycle) },
        { parent: this },
      );
      this.repositories[image.name] = repository;
    }

    this.registerOutputs({});
  }
}
