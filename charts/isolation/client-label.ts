/**
 * Label by which the pods of a client in the cluster are found: `modelkeep/client: <client's name>`.
 *
 * It marks the pods that call, without authentication. A NetworkPolicy cannot select a service account, and a user who may create pods in the
 * client's namespace may put this label on them. So the network narrows a grant to the namespace, whose name Kubernetes itself vouches
 * for, and to the pods that declare the intent. Identity is the front door's: it asks for a certificate of the client, and the client's
 * own administrators decide which service account may mount it.
 */
export const clientLabel = "modelkeep/client";
