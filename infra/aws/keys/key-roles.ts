/** The roles that a key policy names; all are roles of the keep's own account. */
export interface KeyRoles {
  /** Administers the keys. */
  deployer: string;
  /** Writes weights. */
  publisher: string;
  /** Whether the vault has a copy in a second region. Without one nobody holds the copier's name, which anybody could then take. */
  replicated: boolean;
  /** Whether builds run inside the VPC, and log there; left out: none do. */
  runner?: boolean;
}
