import type { Manifest } from './manifest';
import type { Finding } from './violation';

/** Where something stands in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a path of a manifest (`spec.plugins[0].name`) stands; for one that is not there, and for null, the nearest parent. */
export type Locate = (path: string | null) => Position;

/** Where a document lies in its repository. */
export interface Place {
  /** Folder of the document, from the root of the repository: `dist/shop/database`. */
  readonly folder: string;
  /** The folder of which all files were read: what is below it and not among the documents does not exist. */
  readonly whole: string;
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
  /** @default - nobody knows where in its repository it lies */
  readonly place?: Place;
  /**
   * Path in the construct tree.
   * @default - the object comes from YAML
   */
  readonly construct?: string;
  /**
   * Reads the text of the document once more, to say where its paths stand: positions are asked of few documents, and those of all
   * would take more memory than the objects. What it returns holds that text.
   * @default - the object has no text
   */
  readonly locate?: () => Locate;
}
