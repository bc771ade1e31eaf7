import type { ResourceTransformArgs, ResourceTransformResult } from "@pulumi/pulumi";

/** Where both halves of a keep on AWS go. */
export interface Destination {
  /** Emulator of AWS, an address of loopback. */
  emulator: string;
  account: string;
  /** The cluster in place of EKS' own, as a kubeconfig in JSON or YAML. */
  kubeconfig: string;
  /** Address of its API server, as a range: what CoreDNS may reach besides. */
  apiServer: string;
  /** Whether the server is a real vLLM, which finds no GPU. */
  withoutGpu: boolean;
}

/** What a real vLLM without a GPU takes for its cache, in bytes: a share of a GPU's memory would be one of the whole machine's. */
const cacheBytes = 2 * 2 ** 30;

interface Server {
  template: { spec: { containers: readonly { args?: readonly string[] }[] } };
}

function withoutGpuMemory({ template, ...others }: Server): object {
  const containers = template.spec.containers.map((container) => ({
    ...container,
    ...(container.args && {
      args: container.args.map((one) => (one.startsWith("--gpu-memory-utilization=") ? `--kv-cache-memory-bytes=${cacheBytes}` : one)),
    }),
  }));
  return { ...others, template: { ...template, spec: { ...template.spec, containers } } };
}

interface Rule {
  to?: readonly { ipBlock?: { cidr: string } }[];
  ports?: readonly { port?: number | string }[];
}

/** CoreDNS reaches the cluster's API server, which is not in the keep's VPC. */
function withApiServer(spec: { egress?: readonly Rule[] }, apiServer: string): object {
  const toApi = (spec.egress ?? []).map((rule) =>
    rule.ports?.some(({ port }) => port === 443)
      ? { ...rule, to: [...(rule.to ?? []), { ipBlock: { cidr: apiServer } }], ports: [...rule.ports, { protocol: "TCP", port: 6443 }] }
      : rule,
  );
  return { ...spec, egress: toApi };
}

/** What differs from the program of a keep: where the providers go, what names the API server, and what is measured by a GPU. */
export function towards({ emulator, account, kubeconfig, apiServer, withoutGpu }: Destination) {
  return ({ type, name, props, opts }: ResourceTransformArgs): ResourceTransformResult | undefined => {
    switch (type) {
      case "pulumi:providers:aws":
        return {
          props: {
            ...props,
            accessKey: account,
            secretKey: "emulator",
            skipCredentialsValidation: true,
            skipMetadataApiCheck: true,
            s3UsePathStyle: true,
            // S3 Control puts the account before the host's name, which then resolves nowhere: a proxy gets it as it is.
            httpProxy: emulator,
            httpsProxy: emulator,
          },
          opts,
        };
      case "aws:eks/cluster:Cluster": {
        // The provider that the engine is built with (dev/engine) is of a version that does not know it.
        const { controlPlaneEgressMode: _, ...vpcConfig } = props["vpcConfig"];
        return { props: { ...props, vpcConfig }, opts };
      }
      case "pulumi:providers:kubernetes":
        return { props: { ...props, kubeconfig }, opts };
      case "kubernetes:networking.k8s.io/v1:NetworkPolicy":
        return name === "kube-system/core-dns" ? { props: { ...props, spec: withApiServer(props["spec"], apiServer) }, opts } : undefined;
      case "kubernetes:apps/v1:Deployment":
        return withoutGpu ? { props: { ...props, spec: withoutGpuMemory(props["spec"]) }, opts } : undefined;
      default:
        return undefined;
    }
  };
}
