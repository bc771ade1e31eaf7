# Rules about the Kubernetes objects of a keep, as `modelkeep render` writes them:
#   conftest test --policy docs/conftest --namespace manifests manifests
package manifests

import rego.v1

import data.kubernetes

deny contains problem if some problem in kubernetes.problems(input)
