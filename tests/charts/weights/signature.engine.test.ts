import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { limits } from "../../support/limits.ts";
import { loaderFolder } from "./scripts.ts";

it("signs as the S3 reference does in its example", () => {
  const program = `
import sys; sys.path.insert(0, ${JSON.stringify(loaderFolder)})
from datetime import datetime
from signature import Credentials, signed
credentials = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", None, None)
sent = signed("examplebucket.s3.amazonaws.com", "/test.txt", {"range": "bytes=0-9"}, "us-east-1", credentials, datetime(2013, 5, 24))
print(sent["authorization"])`;
  expect(execFileSync("python3", ["-I", "-S", "-B", "-c", program], { encoding: "utf8", timeout: limits.wait }).trim()).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request," +
      "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  );
});
