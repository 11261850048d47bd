/** An ObjectStore of the Barman Cloud plugin, in the namespace of the clusters that use it. */
export interface IObjectStore {
  /** Name of the ObjectStore object. */
  readonly name: string;
  /** Namespace of the ObjectStore object; @default - not known: a reference by name alone */
  readonly namespace?: string;
  /** Where it writes, for example `s3://bucket/path`; @default - not known */
  readonly destinationPath?: string;
}
