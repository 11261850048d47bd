import type { Manifest } from './manifest';
import type { Finding } from './violation';

/** Where something stands in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is judged: one object, or what was found instead of one. */
export interface Document {
  /** Absent where nothing of the kind could be read; then `findings` says why. */
  readonly manifest?: Manifest;
  /**
   * What reading alone found wrong.
   * @default - nothing
   */
  readonly findings?: readonly Finding[];
  /** `-` for standard input; null for an object that stands in no file. */
  readonly file: string | null;
  /** Counts from 0 within `file`; empty documents count too. */
  readonly document: number | null;
  /**
   * Path in the construct tree.
   * @default - the object comes from YAML
   */
  readonly construct?: string;
  /**
   * Where a path of the manifest (`spec.plugins[0].name`) stands in the text; for a path that is not there, the nearest parent.
   * @default - the object has no text
   */
  readonly locate?: (path: string | null) => Position;
}
