import { describe, expect, it, test } from "vitest";
import { imageNames, imageSchema, images } from "../../catalog/images.ts";

describe("images", () => {
  test.each(images)("$name: has the shape of an image, a source and a date", (image) => expect(imageSchema.parse(image)).toEqual(image));

  it("have names of their own", () => expect(new Set(imageNames()).size).toBe(images.length));

  it("are enough for each target and accelerator: a model server and a front door", () => {
    const needed = (target: "eks" | "existing", accelerator: "nvidia" | "none") =>
      images.filter((image) => image.targets.includes(target) && image.accelerators.includes(accelerator)).map(({ name }) => name);
    expect(needed("eks", "nvidia")).toEqual(["vllm", "envoy"]);
    expect(needed("existing", "nvidia")).toEqual(["vllm", "envoy"]);
    expect(needed("existing", "none")).toEqual(["vllm-cpu", "envoy"]);
  });

  it("without a digest are not said to be verified", () => {
    for (const { digest, verified } of images) expect(verified).toBe(digest !== null);
  });
});
