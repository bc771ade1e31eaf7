import { images } from "../../../catalog/images.ts";

/** Settings as they stand in a stack file, before anything is parsed. */
export type Raw = Record<string, unknown>;

/** One change of raw settings, in place. */
export type Edit = (settings: Raw) => void;

const digest = `sha256:${"ab".repeat(32)}`;

const imagesFor = (accelerator: "nvidia" | "none") =>
  Object.fromEntries(
    images
      .filter((image) => image.digest === null && image.accelerators.includes(accelerator))
      .map(({ name, repository }) => [name, `${repository}@${digest}`]),
  );

/** A digest for each image of a keep on GPUs whose own the catalog does not know. */
export const someImages = imagesFor("nvidia");

/** Sets what stands at a path such as `clients[0].name`; undefined removes it. */
export function put(path: string, value: unknown): Edit {
  return (settings) => {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
    const last = keys.pop() ?? "";
    const holder = keys.reduce<Raw>((at, key) => {
      at[key] ??= {};
      return at[key] as Raw;
    }, settings);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  };
}

/** A cluster without GPUs, and the images for it; the capacity stays as it is. */
export const onCpus: Edit = (settings) => {
  put("target.accelerator", "none")(settings);
  put("images", imagesFor("none"))(settings);
};

const edited = (base: Raw, edits: readonly Edit[]): Raw => {
  const copy = structuredClone(base);
  for (const edit of edits) edit(copy);
  return copy;
};

/** A keep on AWS with one client of each kind. */
export const eks = (...edits: Edit[]): Raw =>
  edited(
    {
      model: { name: "DeepSeek-R1-Distill-Qwen-32B", lock: "weights/r1-distill-qwen-32b.lock.json" },
      target: { kind: "eks", accountId: "111122223333", region: "eu-central-1", network: { cidr: "10.64.0.0/16", zones: 2 } },
      capacity: { instance: "g6e.12xlarge", replicas: { min: 2, max: 4 } },
      clients: [
        {
          name: "support-bot",
          from: { kind: "private-link", principal: "arn:aws:iam::444455556666:root", ranges: ["10.128.0.0/16"] },
          limits: { requestsPerMinute: 120, concurrent: 16, inputTokens: 16384, outputTokens: 2048 },
        },
        { name: "search", from: { kind: "workload", namespace: "search", serviceAccount: "indexer" } },
      ],
      images: someImages,
    },
    edits,
  );

/** A keep on a cluster that exists. */
export const existing = (...edits: Edit[]): Raw =>
  edited(
    {
      model: { name: "DeepSeek-R1-Distill-Qwen-7B" },
      target: { kind: "existing", context: "lab", node: { vcpus: 16, memoryGiB: 64 }, weights: { kind: "volume", volume: "weights" } },
      capacity: { gpus: { count: 1, memoryGiB: 44 } },
      clients: [{ name: "search", from: { kind: "workload", namespace: "search", serviceAccount: "indexer" } }],
      images: someImages,
    },
    edits,
  );

/** A keep on eight H200 GPUs of a Capacity Block that is yet to come. */
export const block = (...edits: Edit[]): Raw =>
  eks(
    put("model.name", "DeepSeek-V4-Flash"),
    put("model.lock", undefined),
    put("target.region", "us-east-2"),
    put("capacity.instance", "p5en.48xlarge"),
    put("capacity.purchase", {
      kind: "capacity-block",
      reservationId: "cr-0123456789abcdef0",
      zone: "us-east-2a",
      start: "2099-03-01T11:30:00Z",
      end: "2099-03-15T11:30:00Z",
    }),
    ...edits,
  );

/** A waiver that holds for long. */
export const waiver = {
  rule: "aws-ec2-vpc-no-peering",
  resource: "network",
  reason: "the peering is read by the auditor",
  owner: "Ada",
  expires: "2099-12-31",
};
