import { either, filePath, flag, type Inputs, json, needed, own, tags, text, withheld } from "./input.ts";

/** Which account, region and cluster is meant. An endpoint or a proxy of one's own would send every request elsewhere. */
export const providers: Inputs = {
  "pulumi:providers:aws": {
    region: needed(/^[a-z]{2}(-[a-z]+)+-\d$/),
    allowedAccountIds: json(/^\d{12}$/),
    defaultTags: json({ tags }),
    profile: text,
    version: text,
    // What a preview without credentials has in place of them.
    accessKey: withheld,
    secretKey: withheld,
    skipCredentialsValidation: flag,
    skipMetadataApiCheck: flag,
    skipRegionValidation: flag,
    skipRequestingAccountId: flag,
  },
  "pulumi:providers:kubernetes": {
    clusterIdentifier: text,
    context: text,
    enableServerSideApply: needed(["true"]),
    // A path is as good as a context: the deploying machine knows the cluster. The SDK takes one from KUBECONFIG.
    kubeconfig: either(
      filePath,
      json({
        apiVersion: ["v1"],
        kind: ["Config"],
        clusters: { name: text, cluster: { server: own, "certificate-authority-data": own } },
        users: {
          name: text,
          user: {
            exec: {
              apiVersion: /^client\.authentication\.k8s\.io\/v1(beta1)?$/,
              command: ["aws"],
              args: /^(eks|get-token|--cluster-name|--region|--output|json|--role-arn|[\w-]+|arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+)$/,
              interactiveMode: ["Never"],
            },
          },
        },
        contexts: { name: text, context: { cluster: text, user: text } },
        "current-context": text,
      }),
    ),
    upsertExistingObjects: ["true"],
    version: text,
  },
};
