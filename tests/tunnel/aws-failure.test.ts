import { describe, expect, test } from "vitest";
import { awsFailure } from "../../tunnel/aws-failure.ts";

const to = { instance: "i-0123456789abcdef0" };
const ofOperation = (code: string, words: string) => `An error occurred (${code}) when calling the StartSession operation: ${words}`;

describe("what aws says is told as what it means for the tunnel, with its own words", () => {
  test.each([
    [
      "SessionManagerPlugin is not found. Please refer to SessionManager Documentation here: http://docs.aws.amazon.com/",
      "lacks its Session Manager plugin",
    ],
    ['Unable to locate credentials. You can configure credentials by running "aws configure".', "has no valid credentials"],
    [ofOperation("ExpiredTokenException", "The security token included in the request is expired"), "has no valid credentials"],
    [ofOperation("UnrecognizedClientException", "The security token included in the request is invalid."), "has no valid credentials"],
    ["Error when retrieving token from sso: Token has expired and refresh failed", "has no valid credentials"],
    ["The SSO session associated with this profile has expired or is otherwise invalid.", "has no valid credentials"],
    ["The config profile (keep) could not be found", "has no valid credentials"],
    [ofOperation("TargetNotConnected", "i-0123456789abcdef0 is not connected."), "is not running, has not yet registered"],
    [ofOperation("InvalidInstanceId", "Instance i-0123456789abcdef0 is not in a valid state"), "is not running, has not yet registered"],
    [ofOperation("AccessDeniedException", "User: arn:aws:sts::111122223333:assumed-role/x is not authorized"), "needs ssm:StartSession"],
    ["Unable to start listener: listen tcp 127.0.0.1:8443: bind: address already in use", "is in use by now"],
    ['Could not connect to the endpoint URL: "https://ssm.eu-central-1.amazonaws.com/"', "cannot reach Systems Manager"],
    ['You must specify a region. You can also configure your region by running "aws configure".', "--region"],
  ])("%s", (said, means) => {
    const message = awsFailure(`${said}\n`, "status 254", to);
    expect(message.split("\n")[0]).toContain(means);
    expect(message).toContain(`\naws said:\n  ${said}`);
  });

  test("words that mean nothing to us are shown as they are", () => {
    expect(awsFailure("Segmentation fault", "SIGSEGV", to)).toBe("the AWS CLI ended with SIGSEGV\naws said:\n  Segmentation fault");
    expect(awsFailure("\n", "status 0", to)).toBe("the AWS CLI ended with status 0, without output");
  });
});
