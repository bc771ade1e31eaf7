import { expect, it } from "vitest";
import { TooLarge } from "../../../pipelines/programs/limited-fetch.ts";
import { previewComment } from "../../../pipelines/programs/preview-comment.ts";
import { diffMarker } from "../../../pipelines/programs/safe-markdown.ts";

const preview = { commit: "0123456789abcdef0123456789abcdef01234567", passed: false, log: "https://example.org/log" };
const comment = (text: string | undefined) => previewComment(preview, async () => (text === undefined ? undefined : Buffer.from(text)));

it("says which commit, how its checks went, and whose words follow", { tags: ["preview-comment-names-its-source"] }, async () => {
  expect(await comment(`${diffMarker}\n1 resource`)).toBe(
    `${diffMarker}\n**Preview of \`0123456789ab\`: checks failed** ([log](https://example.org/log))\n\n1 resource\n\n<sub>Computed by the code of this change, without credentials.</sub>\n`,
  );
});

it("says why there is nothing to show", async () => {
  expect(await comment(undefined)).toContain("ended before it could report the changes");
  expect(await comment("hello")).toContain("is not shown: it does not begin with the marker of a comparison");
  const large = previewComment(preview, () => Promise.reject(new TooLarge("it is larger than 1 KiB")));
  expect(await large).toContain("is not shown: it is larger than 1 KiB");
});

it("takes no failure of a service for the stranger's", async () => {
  await expect(previewComment(preview, () => Promise.reject(new Error("503")))).rejects.toThrow("503");
});
