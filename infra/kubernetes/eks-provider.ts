import type * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../aws/names.ts";
import { eksProviderOptions, tokenCommand } from "./provider-options.ts";

/**
 * Environment variable, not a setting: URL of the cluster's private endpoint from this machine, such as `https://localhost:8443` with an
 * open tunnel. Default: its own address. The server's certificate is always verified against the endpoint's own name.
 */
export const kubernetesApi = "MODELKEEP_KUBERNETES_API";

/**
 * The provider for an EKS cluster. It gets a token of the current principal from the AWS CLI, so no credential is in state; until the
 * cluster exists its configuration is unknown, but a preview still shows every object.
 */
export function eksProvider(name: string, place: Place, cluster: aws.eks.Cluster, opts: pulumi.ResourceOptions = {}): k8s.Provider {
  const kubeconfig = pulumi
    .all([cluster.endpoint, cluster.certificateAuthority.data, cluster.name])
    .apply(([endpoint, authority, clusterName]) =>
      JSON.stringify(eksKubeconfig({ endpoint, authority, clusterName, region: place.region, reachedAt: process.env[kubernetesApi] })),
    );
  return new k8s.Provider(name, { kubeconfig, ...eksProviderOptions(place) }, opts);
}

export interface EksKubeconfigArgs {
  /** URL of the cluster's endpoint. */
  endpoint: string;
  /** CA certificate, in base64. */
  authority: string;
  clusterName: string;
  region: string;
  /** URL at which this machine reaches the endpoint; undefined for its own. */
  reachedAt: string | undefined;
}

/** A kubeconfig without secrets. */
export function eksKubeconfig({ endpoint, authority, clusterName, region, reachedAt }: EksKubeconfigArgs): object {
  const there = reachedAt === undefined ? {} : { "tls-server-name": new URL(endpoint).hostname };
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "keep", cluster: { server: reachedAt ?? endpoint, "certificate-authority-data": authority, ...there } }],
    users: [
      {
        name: "deployer",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: tokenCommand(clusterName, region),
            interactiveMode: "Never",
          },
        },
      },
    ],
    contexts: [{ name: "keep", context: { cluster: "keep", user: "deployer" } }],
    "current-context": "keep",
  };
}
