# What is wrong with a Kubernetes object, for plan.rego and manifests.rego.
package kubernetes

import rego.v1

problems(thing) := ({sprintf("the image %s is not named by its digest", [image]) |
	some image in images(thing)
	not contains(image, "@sha256:")
} | {"a Service opens the cluster" |
	thing.kind == "Service"
	thing.spec.type == "LoadBalancer"
}) | {"a pod uses the network of its node" |
	some [_, pod] in nodes(thing)
	pod.hostNetwork == true
}

with_pods := {"Pod", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "LeaderWorkerSet"}

# Every object within a thing that makes pods.
nodes(thing) := [node |
	thing.kind in with_pods
	walk(thing.spec, node)
	is_object(node[1])
]

images(thing) := {node[1].image | some node in nodes(thing)}
