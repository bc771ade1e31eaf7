import type { Harmless } from "./harmless.ts";

/** Weakenings of Kubernetes objects that weaken nothing, and why. */
export const harmlessInKubernetes: readonly Harmless[] = [
  { match: / drop (apiVersion|kind|metadata|spec|metadata name|metadata namespace)$/, why: "the API server refuses an object without" },
  {
    match:
      / drop spec (template|jobTemplate|jobTemplate metadata|jobTemplate spec( template)?|selector|selector matchLabels( \S+)?|schedule)$/,
    why: "the API server refuses it without",
  },
  {
    match:
      /^(ConfigMap|Namespace|ServiceAccount|Service|Deployment|Job|CronJob|PersistentVolumeClaim|PriorityClass|ClusterRole|ClusterRoleBinding|RoleBinding|Certificate|NetworkPolicy) remove /,
    why: "an allowance is gone, or something that others need: the keep does not come up, and nothing is opened",
  },
  { match: /^(ClusterRole|RoleBinding|ClusterRoleBinding) (drop|empty) /, why: "a right is gone, or the API server refuses it" },
  {
    match:
      /^NetworkPolicy (drop|empty) spec (ingress|egress)$|^NetworkPolicy (drop|empty) spec ingress # from # (namespaceSelector|podSelector)/,
    why: "an allowance is gone, or holds for the policy's own namespace",
  },
  {
    match: /^NetworkPolicy drop spec (ingress|egress) # (ports # protocol|from #|to #)/,
    why: "TCP is the default; a peer without its namespace is of the policy's own",
  },
  {
    match: /^NetworkPolicy (drop|empty) spec (policyTypes|podSelector)/,
    why: "Kubernetes reads the directions from the rules; what else the policy would select only the proofs see",
    proof: true,
  },
  { match: /^NetworkPolicy (port|weaken) spec egress/, why: "which port of a destination is in use only the proofs see", proof: true },
  { match: /^LimitRange (drop|empty) spec limits/, why: "each container says itself what it takes, which a rule of pods asks for" },
  {
    match: /^ResourceQuota drop spec hard (persistentvolumeclaims|requests\.nvidia\.com\/gpu)/,
    why: "what the namespace may ask for beside: claims, and GPUs that its taint and the scheduler hold",
  },
  {
    match: /^(Job|CronJob) (drop|empty|raise) spec (jobTemplate spec )?podFailurePolicy/,
    why: "the probe's Job fails all the same; without the policy's word its result is `unjudged`, and never `closed`",
  },
  { match: /^(PriorityClass|PodDisruptionBudget) /, why: "who waits for whom" },
  { match: /^PersistentVolumeClaim /, why: "the claim's own size and class; pods mount it read-only" },
  { match: /^Service (drop|empty|port|weaken) /, why: "the service leads nowhere, or by another port to the same front door" },
  {
    match:
      /^ValidatingAdmissionPolicy (drop|empty) spec (matchConditions|matchConstraints (matchPolicy|resourceRules #)|validations #|variables)/,
    why: "the API server refuses a policy without, judges more than before, or says it in other words",
  },
  { match: /^ValidatingAdmissionPolicy drop spec failurePolicy/, why: "Fail is the default" },
  {
    match: /^ValidatingAdmissionPolicyBinding (drop|empty) spec matchResources/,
    why: "the policy holds for every namespace: more is refused",
  },
  // Pods.
  {
    match:
      /^(Deployment|Job|CronJob) (cut|raise|drop|empty|port) spec (\S+ )*(\w*[pP]robe|lifecycle|affinity|topologySpreadConstraints|tolerations|nodeSelector|strategy|dnsConfig|priorityClassName|runtimeClassName|terminationGracePeriodSeconds|terminationMessagePolicy|imagePullPolicy|restartPolicy)( |$)/,
    why: "when and where a pod runs, and when it counts as ready; GPU nodes are held by their taint",
  },
  {
    match:
      /^(Deployment|Job|CronJob) (cut|raise|drop) spec (\S+ )*(progressDeadlineSeconds|revisionHistoryLimit|replicas|concurrencyPolicy|failedJobsHistoryLimit|successfulJobsHistoryLimit|startingDeadlineSeconds|timeZone|activeDeadlineSeconds|backoffLimit|ttlSecondsAfterFinished)$/,
    why: "how often and how long; that there are replicas is a rule's advice",
  },
  {
    match:
      /^Deployment (weaken) spec template spec (initContainers # (restartPolicy|ports # protocol)|securityContext seccompProfile type)/,
    why: "the front door would end, or its port stand for another protocol; each container names its own seccomp profile",
  },
  {
    match: /^Deployment (drop|flip) spec template spec securityContext( runAsNonRoot| seccompProfile( type)?)?$/,
    why: "each container says it itself",
  },
  {
    match:
      /^Deployment drop spec template spec (initContainers|containers) # securityContext (runAsNonRoot|seccompProfile( type)?|privileged|runAsUser|runAsGroup)$/,
    why: "the pod says it for all its containers, or the default is the same",
  },
  {
    match: / (cut|drop) spec (\S+ )*securityContext (fsGroup|fsGroupChangePolicy|runAsUser|runAsGroup)$/,
    why: "another user than root, or the image's own, which runAsNonRoot holds",
  },
  { match: / drop spec (\S+ )*(hostIPC|hostNetwork|hostPID|shareProcessNamespace)$/, why: "the default is the same" },
  {
    match: / (drop|flip|empty) spec (\S+ )*volumeMounts( |$)/,
    why: "ConfigMaps and Secrets are mounted read-only whatever is asked, a claim by its volume; without a mount the container does not start",
  },
  {
    match: / (drop|cut|empty|flip) spec (\S+ )*volumes( |$)/,
    why: "the volume is another way round, or the container does not start; mounts of weights are held read-only",
  },
  {
    match: / drop spec (\S+ )*resources requests (ephemeral-storage|nvidia\.com\/gpu)$/,
    why: "the limit stands, and the request follows it",
  },
  {
    match: / (drop|empty) spec (\S+ )*(containers|initContainers)( # (name|command|args|ports.*|lifecycle.*))?$/,
    why: "the API server refuses it, or the container starts nothing that works; vLLM's command line is held by rules of its own",
  },
  { match: / (port) spec (\S+ )*(ports # containerPort|tcpSocket port)$/, why: "a declared port opens nothing" },
  {
    match: / drop spec (\S+ )*(env # (name|value|valueFrom.*)|env)$/,
    why: "a variable with a wrong value breaks a rule, one without a name the API server refuses",
  },
  { match: / (empty|drop) spec (\S+ )*template (metadata|spec)$/, why: "the API server refuses it" },
  // Contents.
  {
    match:
      /^ConfigMap (drop|empty|flip|port|weaken|cut) data (plan|client-ca|server|lockfile)\.json|^ConfigMap (drop|empty) data( \S+\.py)?$|^ConfigMap (drop|flip) immutable/,
    why: "the probe's plan, Envoy's certificate files and the loader's program: without them the pod does not start, and a change of them changes the pod",
  },
  { match: /^Certificate (drop|cut|empty) spec /, why: "cert-manager refuses it or takes its default, of which 90 days is the longest" },
];
