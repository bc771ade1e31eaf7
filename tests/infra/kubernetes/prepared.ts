/** A filled volume of a class, or of none. */
export const volume = (name: string, accessMode: string, storageClassName = "") => ({
  apiVersion: "v1",
  kind: "PersistentVolume",
  metadata: { name },
  spec: {
    capacity: { storage: "100Gi" },
    accessModes: [accessMode],
    persistentVolumeReclaimPolicy: "Retain",
    storageClassName,
    nfs: { server: "192.0.2.1", path: `/${name}` },
  },
});

/** What the owner of a cluster has there before a keep comes: filled volumes, a RuntimeClass, labelled nodes, cert-manager's kind. */
export const prepared = [
  volume("weights", "ReadWriteOnce"),
  volume("r1-distill-qwen-32b", "ReadOnlyMany"),
  { apiVersion: "node.k8s.io/v1", kind: "RuntimeClass", metadata: { name: "nvidia" }, handler: "nvidia" },
  {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "certificates.cert-manager.io" },
    spec: {
      group: "cert-manager.io",
      scope: "Namespaced",
      names: { kind: "Certificate", plural: "certificates", singular: "certificate" },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
        },
      ],
    },
  },
];
