import type { Edit, Inputs } from "../holes/edit.ts";
import { change, holesOf, object, type RefusedHole } from "./refused-hole.ts";

const deployment = (program: Edit): Inputs => program.inputs("modelkeep-on-prem-serving/model-server", "Deployment");
const pod = (program: Edit): Inputs => deployment(program)["spec"].template.spec;
const server = (program: Edit): Inputs => pod(program)["containers"].find((one: Inputs) => one["name"] === "model-server");
const init = (program: Edit, name: string): Inputs => pod(program)["initContainers"].find((one: Inputs) => one["name"] === name);
const policy = (program: Edit, name: string): Inputs => program.inputs(name, "ValidatingAdmissionPolicy")["spec"];
const binding = (program: Edit, name: string): Inputs => program.inputs(name, "ValidatingAdmissionPolicyBinding")["spec"];
const service = (program: Edit): Inputs => program.inputs("modelkeep-on-prem-serving/model-server", "Service");
const role = (program: Edit, rules: readonly Inputs[], metadata: Inputs = {}) =>
  object(program, "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", "more", { metadata, rules }, "");
const bind = (program: Edit, subject: Inputs) =>
  object(
    program,
    "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
    "more",
    { roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "modelkeep-on-prem-operator" }, subjects: [subject] },
    "theirs",
  );
const podField = (name: string, by: string, fields: Inputs) =>
  [
    name,
    by,
    (program: Edit) => {
      Object.assign(pod(program), fields);
    },
  ] as const;
const serverField = (name: string, by: string, fields: Inputs) =>
  [
    name,
    by,
    (program: Edit) => {
      Object.assign(server(program), fields);
    },
  ] as const;
const volume = (name: string, source: Inputs) =>
  [
    name,
    "kubernetes-pod-known-shape",
    (program: Edit) => {
      pod(program)["volumes"].push({ name: "more", ...source });
    },
  ] as const;
const shape = "kubernetes-pod-known-shape";

const pods: RefusedHole[] = holesOf(
  "on-prem",
  podField("the pod's processes see each other", shape, { shareProcessNamespace: true }),
  podField("the pod has the name of another host", shape, { hostname: "search", subdomain: "x", setHostnameAsFQDN: true }),
  podField("the pod is scheduled by somebody else", shape, { schedulerName: "theirs" }),
  podField("the pod stands on a node by name", shape, { nodeName: "control-plane-1" }),
  podField("the pod waits for a gate that somebody else opens", shape, { schedulingGates: [{ name: "their.example/gate" }] }),
  podField("the pod is of an operating system without these rules", shape, { os: { name: "windows" } }),
  podField("the pod's resources are of the pod, not of its containers", shape, { resources: { limits: { cpu: "1" } } }),
  podField("the pod counts as ready when somebody says so", shape, { readinessGates: [{ conditionType: "their.example/ready" }] }),
  podField("the pod overrides its name on the host", shape, { hostnameOverride: "kube-dns" }),
  podField("the pod preempts nobody, by a policy of its own", shape, { preemptionPolicy: "Never", priority: 2_000_000_000 }),
  podField("the pod has overhead", shape, { overhead: { cpu: "1" } }),
  podField("the pod's groups are those of its image", shape, { securityContext: { supplementalGroupsPolicy: "Merge" } }),
  podField("the pod changes labels of SELinux", shape, {
    securityContext: { seLinuxOptions: { type: "spc_t" }, seLinuxChangePolicy: "Recursive" },
  }),
  serverField("the server's resources change in place and restart nothing", shape, {
    resizePolicy: [{ resourceName: "memory", restartPolicy: "NotRequired" }],
  }),
  serverField("the server restarts by rules of its exit codes", shape, {
    restartPolicyRules: [{ action: "Restart", exitCodes: { operator: "In", values: [0] } }],
  }),
  serverField("the server's messages are read from a file of its choice", shape, { terminationMessagePath: "/weights/config.json" }),
  serverField("the server writes to a block device", shape, { volumeDevices: [{ name: "weights", devicePath: "/dev/xvda" }] }),
  serverField("the server has a terminal", shape, { tty: true, stdin: true, stdinOnce: true }),
  serverField("the server stops by a signal of its own", shape, { lifecycle: { stopSignal: "SIGKILL" } }),
  [
    "the server's hook asks an address",
    shape,
    (program) => {
      server(program)["lifecycle"] = {
        ...server(program)["lifecycle"],
        postStart: { httpGet: { host: "their.example", port: 443, scheme: "HTTPS" } },
      };
    },
  ],
  [
    "the server's probe asks another host",
    shape,
    (program) => {
      server(program)["readinessProbe"] = { httpGet: { host: "their.example", port: 80, path: "/" } };
    },
  ],
  [
    "the server's probe runs a command",
    shape,
    (program) => {
      server(program)["livenessProbe"] = { exec: { command: ["sh", "-c", "cat /weights/*"] } };
    },
  ],
  [
    "the server's probe speaks gRPC",
    shape,
    (program) => {
      server(program)["livenessProbe"] = { grpc: { port: 9000 } };
    },
  ],
  [
    "the server's command is split differently",
    shape,
    (program) => {
      const words = server(program)["command"] as string[];
      server(program)["command"] = ["sh", "-c", words.join(" ")];
    },
  ],
  [
    "the server's command has a word with a space that nothing shows",
    shape,
    (program) => {
      server(program)["args"][0] = `${server(program)["args"][0]}\u200b`;
    },
  ],
  [
    "the server's argument is there twice, in other letters",
    shape,
    (program) => {
      server(program)["args"].push("--HOST=0.0.0.0");
    },
  ],
  [
    "the server's environment comes from a file",
    shape,
    (program) => {
      server(program)["env"].push({ name: "VLLM_X", valueFrom: { fileKeyRef: { path: "env", volumeName: "tmp", key: "X" } } });
    },
  ],
  [
    "the server's environment comes from a ConfigMap, with a prefix",
    shape,
    (program) => {
      server(program)["envFrom"] = [{ prefix: "VLLM_", configMapRef: { name: "theirs", optional: true } }];
    },
  ],
  [
    "the server's environment comes from what the node allots",
    shape,
    (program) => {
      server(program)["env"].push({ name: "X", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } });
    },
  ],
  [
    "a variable of the server refers to another",
    shape,
    (program) => {
      server(program)["env"].push({ name: "VLLM_LOGGING_LEVEL", value: "$(PATH)" });
    },
  ],
  [
    "the loader comes after the front door",
    shape,
    (program) => {
      pod(program)["initContainers"].reverse();
    },
  ],
  [
    "the front door is no sidecar any more",
    shape,
    (program) => {
      delete init(program, "front-door")["restartPolicy"];
    },
  ],
  [
    "the front door has another admin address by an argument",
    shape,
    (program) => {
      init(program, "front-door")["args"].push("--admin-address-path", "/tmp/x");
    },
  ],
  [
    "the front door reads its configuration twice",
    shape,
    (program) => {
      init(program, "front-door")["args"].push("-c", "/tmp/other.json");
    },
  ],
  [
    "the front door merges YAML into its configuration",
    shape,
    (program) => {
      init(program, "front-door")["args"].unshift("--config-yaml", "admin: {}");
    },
  ],
  [
    "the front door reads environment of its own",
    shape,
    (program) => {
      init(program, "front-door")["env"] = [...(init(program, "front-door")["env"] ?? []), { name: "ENVOY_UID", value: "0" }];
    },
  ],
  [
    "the front door's configuration is another file",
    shape,
    (program) => {
      init(program, "front-door")["volumeMounts"][0]["subPath"] = "other.json";
    },
  ],
  [
    "the front door's configuration is mounted over",
    shape,
    (program) => {
      init(program, "front-door")["volumeMounts"].push({ name: "tmp", mountPath: "/etc/envoy" });
    },
  ],
  [
    "a mount of the host comes back",
    shape,
    (program) => {
      server(program)["volumeMounts"][0]["mountPropagation"] = "Bidirectional";
    },
  ],
  [
    "a mount is read-only but for what is below",
    shape,
    (program) => {
      server(program)["volumeMounts"][0]["recursiveReadOnly"] = "Disabled";
    },
  ],
  [
    "a container has a name like another's",
    shape,
    (program) => {
      server(program)["name"] = "mоdel-server";
    },
  ],
  [
    "a pod's annotation puts it into a mesh",
    shape,
    (program) => {
      deployment(program)["spec"].template.metadata.annotations = { "sidecar.istio.io/inject": "true" };
    },
  ],
  [
    "a pod's annotation gives it another network",
    shape,
    (program) => {
      deployment(program)["spec"].template.metadata.annotations = { "k8s.v1.cni.cncf.io/networks": "theirs/host" };
    },
  ],
  [
    "a pod's label takes it out of the policies",
    shape,
    (program) => {
      deployment(program)["spec"].template.metadata.labels["app.kubernetes.io/component"] = "other";
    },
  ],
  [
    "a pod's finalizer keeps it from going",
    shape,
    (program) => {
      deployment(program)["metadata"]["finalizers"] = ["their.example/keep"];
    },
  ],
  [
    "a pod belongs to somebody who may delete it",
    shape,
    (program) => {
      deployment(program)["metadata"]["ownerReferences"] = [
        { apiVersion: "v1", kind: "ConfigMap", name: "theirs", uid: "1", blockOwnerDeletion: false },
      ];
    },
  ],
  [
    "a rollout is paused",
    shape,
    (program) => {
      deployment(program)["spec"].paused = true;
    },
  ],
  volume("a volume of the host's device plugins", { hostPath: { path: "/var/lib/kubelet/device-plugins" } }),
  volume("a volume of a repository", { gitRepo: { repository: "https://their.example/x" } }),
  volume("a volume of iSCSI", { iscsi: { targetPortal: "203.0.113.9", iqn: "iqn.x", lun: 0 } }),
  volume("a volume of Ceph", { cephfs: { monitors: ["203.0.113.9"] } }),
  volume("a volume of a disk of AWS", { awsElasticBlockStore: { volumeID: "vol-1" } }),
  volume("a volume that a driver makes for the pod", {
    ephemeral: {
      volumeClaimTemplate: {
        spec: { accessModes: ["ReadWriteOnce"], storageClassName: "theirs", resources: { requests: { storage: "1Gi" } } },
      },
    },
  }),
  volume("a volume of flex", { flexVolume: { driver: "theirs/x" } }),
  volume("a projected token for somebody else", {
    projected: { sources: [{ serviceAccountToken: { audience: "vault", expirationSeconds: 86_400, path: "t" } }] },
  }),
  volume("a projected bundle of authorities", {
    projected: { sources: [{ clusterTrustBundle: { signerName: "their.example/x", path: "ca" } }] },
  }),
  volume("a projected secret", { projected: { sources: [{ secret: { name: "root-key" } }] } }),
  volume("the node's own fields", { downwardAPI: { items: [{ path: "x", fieldRef: { fieldPath: "spec.nodeName" } }] } }),
);

const others: RefusedHole[] = holesOf(
  "on-prem",
  [
    "a Deployment of another version of the same kind",
    "stack-known-types",
    (program) => object(program, "kubernetes:apps/v1beta2:Deployment", "model-server", { spec: deployment(program)["spec"] }),
  ],
  [
    "a Deployment is there twice",
    "stack-single-writer",
    (program) =>
      object(
        program,
        "kubernetes:apps/v1:Deployment",
        "again",
        structuredClone({ metadata: { name: "model-server" }, spec: deployment(program)["spec"] }),
      ),
  ],
  [
    "an object gets its name from the server",
    "kubernetes-object-known-fields",
    (program) =>
      object(
        program,
        "kubernetes:core/v1:ConfigMap",
        "x",
        { metadata: { name: undefined, generateName: "front-door-" }, data: {} },
        "theirs",
      ),
  ],
  [
    "an object of the keep stands in another namespace",
    "kubernetes-keep-complete",
    (program) => {
      program.inputs("modelkeep-on-prem-serving/model-server-front-door", "ConfigMap")["metadata"]["namespace"] = "theirs";
    },
  ],
  [
    "an object's version is another than its type's",
    "kubernetes-service-known-shape",
    (program) => {
      service(program)["apiVersion"] = "serving.knative.dev/v1";
    },
  ],
  [
    "a Service is for a load balancer of a class",
    "kubernetes-service-known-shape",
    (program) => {
      service(program)["spec"]["loadBalancerClass"] = "theirs";
    },
  ],
  [
    "a Service keeps traffic on the node",
    "kubernetes-service-known-shape",
    (program) => {
      Object.assign(service(program)["spec"], { externalTrafficPolicy: "Local", internalTrafficPolicy: "Local" });
    },
  ],
  [
    "a Service prefers what is near",
    "kubernetes-service-known-shape",
    (program) => {
      service(program)["spec"]["trafficDistribution"] = "PreferSameNode";
    },
  ],
  [
    "a Service names who is not ready",
    "kubernetes-service-known-shape",
    (program) => {
      service(program)["spec"]["publishNotReadyAddresses"] = true;
    },
  ],
  [
    "a Service has addresses of the outside",
    "kubernetes-service-known-shape",
    (program) => {
      service(program)["spec"]["externalIPs"] = ["203.0.113.7"];
    },
  ],
  [
    "a Service is told by an annotation to be global",
    "kubernetes-service-known-shape",
    (program) => {
      service(program)["metadata"]["annotations"] = { "service.cilium.io/global": "true" };
    },
  ],
  [
    "a Service is told by a label to be mirrored",
    "kubernetes-service-known-shape",
    (program) => {
      service(program)["metadata"]["labels"]["mirror.linkerd.io/exported"] = "true";
    },
  ],
  [
    "a Service leads to another port",
    "kubernetes-service-known-shape",
    (program) => {
      service(program)["spec"]["ports"][0]["targetPort"] = 8000;
    },
  ],
  [
    "a Service of another namespace selects nothing",
    "kubernetes-object-known-fields",
    (program) => object(program, "kubernetes:core/v1:Service", "x", { spec: { clusterIP: "None", ports: [{ port: 1 }] } }, "theirs"),
  ],
  [
    "endpoints lead a name elsewhere",
    "kubernetes-service-selects-pods",
    (program) =>
      object(program, "kubernetes:core/v1:Endpoints", "model-server", {
        subsets: [{ addresses: [{ ip: "203.0.113.9" }], ports: [{ port: 443 }] }],
      }),
  ],
  [
    "a role reads by a group of roles",
    "kubernetes-object-known-fields",
    (program) => role(program, [], { labels: { "rbac.authorization.k8s.io/aggregate-to-view": "true" } }),
  ],
  [
    "a role is made of others",
    "kubernetes-object-known-fields",
    (program) =>
      object(
        program,
        "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
        "more",
        { aggregationRule: { clusterRoleSelectors: [{ matchLabels: {} }] } },
        "",
      ),
  ],
  [
    "a role asks paths beside resources",
    "kubernetes-object-known-fields",
    (program) => role(program, [{ nonResourceURLs: ["/metrics", "/logs/*"], verbs: ["get"] }]),
  ],
  [
    "a role changes who may take pods away",
    "kubernetes-object-known-fields",
    (program) =>
      role(program, [{ apiGroups: ["policy"], resources: ["poddisruptionbudgets"], resourceNames: ["model-server"], verbs: ["patch"] }]),
  ],
  [
    "a role changes containers of pods that run",
    "kubernetes-role-no-pod-access",
    (program) => role(program, [{ apiGroups: [""], resources: ["pods/ephemeralcontainers", "pods/resize"], verbs: ["patch"] }]),
  ],
  [
    "a role makes tokens of one account",
    "kubernetes-object-known-fields",
    (program) =>
      role(program, [{ apiGroups: [""], resources: ["serviceaccounts/token"], resourceNames: ["model-server"], verbs: ["create"] }]),
  ],
  [
    "a role signs certificates",
    "kubernetes-object-known-fields",
    (program) =>
      role(program, [
        { apiGroups: ["certificates.k8s.io"], resources: ["certificatesigningrequests/approval", "signers"], verbs: ["approve", "update"] },
      ]),
  ],
  [
    "a role lists secrets by a name",
    "kubernetes-object-known-fields",
    (program) => role(program, [{ apiGroups: [""], resources: ["secrets"], resourceNames: ["front-door-tls"], verbs: ["list", "watch"] }]),
  ],
  [
    "a role writes leases of the control plane",
    "kubernetes-object-known-fields",
    (program) => role(program, [{ apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["update"] }]),
  ],
  [
    "a role deletes a collection",
    "kubernetes-object-known-fields",
    (program) => role(program, [{ apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: ["deletecollection"] }]),
  ],
  [
    "a binding is for every account of a namespace",
    "kubernetes-object-known-fields",
    (program) => bind(program, { kind: "Group", name: "system:serviceaccounts:research", apiGroup: "rbac.authorization.k8s.io" }),
  ],
  [
    "a binding is for whoever has no name",
    "kubernetes-object-known-fields",
    (program) => bind(program, { kind: "User", name: "system:anonymous", apiGroup: "rbac.authorization.k8s.io" }),
  ],
  [
    "a binding is for an account of the node's",
    "kubernetes-object-known-fields",
    (program) => bind(program, { kind: "User", name: "system:node:x", apiGroup: "rbac.authorization.k8s.io" }),
  ],
  [
    "a namespace of others admits what is privileged",
    "kubernetes-object-known-fields",
    (program) =>
      object(
        program,
        "kubernetes:core/v1:Namespace",
        "theirs",
        { metadata: { labels: { "kubernetes.io/metadata.name": "modelkeep-on-prem-serving" } } },
        "",
      ),
  ],
  [
    "an admission policy is bound under another name",
    "kubernetes-keep-complete",
    (program) => {
      binding(program, "modelkeep-on-prem-image-digest")["policyName"] = "theirs";
      program.inputs("modelkeep-on-prem-image-digest", "ValidatingAdmissionPolicyBinding")["metadata"]["name"] = "theirs";
    },
  ],
  [
    "an admission policy is bound elsewhere",
    "kubernetes-admission-known-set",
    (program) => {
      binding(program, "modelkeep-on-prem-image-digest")["matchResources"] = {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "theirs" } },
      };
    },
  ],
  [
    "an admission policy leaves out namespaces by a label",
    "kubernetes-admission-known-set",
    (program) => {
      binding(program, "modelkeep-on-prem-image-digest")["matchResources"] = {
        ...binding(program, "modelkeep-on-prem-image-digest")["matchResources"],
        objectSelector: { matchExpressions: [{ key: "exempt", operator: "DoesNotExist" }] },
      };
    },
  ],
  [
    "an admission policy asks a parameter",
    "kubernetes-admission-known-set",
    (program) => {
      binding(program, "modelkeep-on-prem-image-digest")["paramRef"] = {
        name: "theirs",
        namespace: "theirs",
        parameterNotFoundAction: "Allow",
      };
    },
  ],
  [
    "an admission policy holds for whom it likes",
    "kubernetes-admission-known-set",
    (program) => {
      policy(program, "modelkeep-on-prem-image-digest")["matchConditions"] = [
        { name: "x", expression: "!('theirs' in request.userInfo.groups)" },
      ];
    },
  ],
  [
    "an admission policy matches exactly, so other versions pass",
    "kubernetes-admission-known-set",
    (program) => {
      policy(program, "modelkeep-on-prem-image-digest")["matchConstraints"]["matchPolicy"] = "Exact";
    },
  ],
  [
    "an admission policy forgets a variable",
    "kubernetes-admission-known-set",
    (program) => {
      policy(program, "modelkeep-on-prem-image-digest")["validations"].pop();
    },
  ],
  [
    "an admission policy warns",
    "kubernetes-admission-denies",
    (program) => {
      binding(program, "modelkeep-on-prem-image-digest")["validationActions"] = ["Warn"];
    },
  ],
  [
    "an admission policy fails open",
    "kubernetes-admission-fails-closed",
    (program) => {
      policy(program, "modelkeep-on-prem-image-digest")["failurePolicy"] = "Ignore";
    },
  ],
  [
    "a policy of the admission set is of an older version",
    "stack-known-types",
    (program) =>
      object(
        program,
        "kubernetes:admissionregistration.k8s.io/v1beta1:ValidatingAdmissionPolicy",
        "modelkeep-on-prem-image-digest",
        { spec: policy(program, "modelkeep-on-prem-image-digest") },
        "",
      ),
  ],
  [
    "a policy of admission changes what it admits",
    "stack-known-types",
    (program) => object(program, "kubernetes:admissionregistration.k8s.io/v1:MutatingAdmissionPolicy", "theirs", { spec: {} }, ""),
  ],
  [
    "a network policy opens a range of ports",
    "kubernetes-network-policy-known-shape",
    (program) => {
      const grants = program.inventory.resources.find(({ name, type }) => type.endsWith(":NetworkPolicy") && name.includes("grant"))!;
      program.inputs(grants.name, "NetworkPolicy")["spec"]["ingress"][0]["ports"][0]["endPort"] = 65_535;
    },
  ],
  [
    "a network policy beside the keep's opens it",
    "kubernetes-keep-complete",
    (program) =>
      object(program, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "open", {
        spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] },
      }),
  ],
  [
    "a device class gives administrators' access",
    "stack-known-types",
    (program) => object(program, "kubernetes:resource.k8s.io/v1:DeviceClass", "gpu.nvidia.com", { spec: {} }, ""),
  ],
  [
    "a CSI driver asks for tokens of pods",
    "stack-known-types",
    (program) => object(program, "kubernetes:storage.k8s.io/v1:CSIDriver", "theirs", { spec: { tokenRequests: [{ audience: "" }] } }, ""),
  ],
  [
    "priorities of others come before the model's",
    "kubernetes-object-known-fields",
    (program) => object(program, "kubernetes:scheduling.k8s.io/v1:PriorityClass", "more", { value: 2_000_000, globalDefault: true }, ""),
  ],
  [
    "a flow of requests takes the API server for itself",
    "stack-known-types",
    (program) =>
      object(program, "kubernetes:flowcontrol.apiserver.k8s.io/v1:FlowSchema", "theirs", { spec: { matchingPrecedence: 1 } }, ""),
  ],
  [
    "a bundle of authorities is trusted by all",
    "stack-known-types",
    (program) => object(program, "kubernetes:certificates.k8s.io/v1beta1:ClusterTrustBundle", "theirs", { spec: { trustBundle: "x" } }, ""),
  ],
  [
    "a network of addresses for services",
    "stack-known-types",
    (program) => object(program, "kubernetes:networking.k8s.io/v1:ServiceCIDR", "theirs", { spec: { cidrs: ["203.0.113.0/24"] } }, ""),
  ],
  [
    "a pod's scaling is somebody else's",
    "stack-known-types",
    (program) => object(program, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "model-server", { spec: { maxReplicas: 0 } }),
  ],
  [
    "a claim is filled from elsewhere",
    "stack-known-types",
    (program) =>
      object(program, "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshot", "weights", {
        spec: { source: { persistentVolumeClaimName: "weights" } },
      }),
  ],
  [
    "an object of the cluster's DNS",
    "kubernetes-keep-complete",
    (program) =>
      object(program, "kubernetes:core/v1:ConfigMap", "coredns", { data: { Corefile: ".:53 { forward . 8.8.8.8 }" } }, "kube-system"),
  ],
  [
    "changes of the server are ignored",
    "modelkeep-release",
    (program) => {
      program.resource("modelkeep-on-prem-serving/model-server", "Deployment").ignoreChanges = ["spec"];
    },
  ],
  [
    "the server has another provider",
    "modelkeep-release",
    (program) => {
      program.resource("modelkeep-on-prem-serving/model-server", "Deployment").provider =
        "urn:pulumi:on-prem::modelkeep::pulumi:providers:kubernetes::theirs::1";
    },
  ],
  [
    "the keep on a cluster waives what its settings do not",
    "modelkeep-release",
    (program) => {
      program.inputs("keep", "modelkeep:kubernetes:Keep")["waivers"] = [
        {
          rule: "kubernetes-deployment-replicas",
          resource: "modelkeep-on-prem-serving/model-server",
          reason: "one is enough",
          owner: "us",
          expires: "2027-01-31",
        },
      ];
    },
  ],
  [
    "the provider has a context of another cluster",
    "modelkeep-release",
    (program) => change(program, "kubernetes", "providers:kubernetes", "context", "theirs"),
  ],
);

export const clusterObjects: RefusedHole[] = [...pods, ...others];
