/** The interface documents a group was generated from. */
export interface SnapshotInfo {
  /** Folder name of the snapshot, such as "6.2-cloud". */
  readonly id: string;
  readonly line: "v5" | "v6";
  readonly flavour: "local" | "cloud";
  /** As exactly as it is known: "5.15.24.19", or "6.2" when only major and minor are. */
  readonly controllerVersion: string;
  /** All snapshots at the time of generating, in order of version. */
  readonly snapshots?: readonly string[];
  /** The client is no published one: `omada generate` made it in a project. */
  readonly inProject?: boolean;
}

/** One generated group of operations, as the client packages hand it to {@link createClient}. */
export interface GroupDefinition<Tags extends object = object, TagsAsUser extends object = Tags> {
  readonly snapshot: SnapshotInfo;
  /** Such as "device" or "site-setting". */
  readonly group: string;
  /** Client members this group defines, such as ["device", "ap", "switch"]. */
  readonly tags: readonly string[];
  /** Compact list of the operations, read on the group's first use. */
  readonly table: string;
  /** Which of `snapshot.snapshots` have the operations without their own mark: a bit each, in hexadecimal. */
  readonly availability?: string;
  /** Carries the type of the tags; never present at run time. */
  readonly tagsType?: Tags;
  /** Carries the type of the tags of a client that acts as a user; never present at run time. */
  readonly tagsAsUserType?: TagsAsUser;
}
