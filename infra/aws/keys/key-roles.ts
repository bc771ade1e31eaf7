/** The roles in a key policy; all are roles of the keep's own account. */
export interface KeyRoles {
  /** Administers the keys. */
  deployer: string;
  /** Writes weights. */
  publisher: string;
  /**
   * Whether the vault has a replica in a second region. Without one the replication role's name is unused, and any principal that can
   * create roles could take it.
   */
  replicated: boolean;
  /** Whether builds run inside the VPC, and log there; default false. */
  runner?: boolean;
}
