import type { Manifest } from './manifest';
import type { Finding } from './violation';

/** Who applies an object: a Flux Kustomization or HelmRelease, or an Argo CD Application. */
export interface Applier {
  readonly engine: 'Argo CD' | 'Flux' | 'Helm';
  readonly manifest: Manifest;
}

/** A value that is decided after the manifest was written: by a variable, by a patch, or by who applies it. */
export interface Unknown {
  /** Keys and positions from the object's root. */
  readonly path: readonly (string | number)[];
  /**
   * A value that it may have.
   * @default - the one in the manifest
   */
  readonly sample?: unknown;
  /** The sample is what a patch writes there; without one, the patch removes the value. */
  readonly isSet?: boolean;
  /** The text with what is to be filled in: `${APP}-db`. @default - the value is of another kind than a text with variables */
  readonly text?: string;
  /** It is always there, whatever its value is: a name. */
  readonly isNeeded?: boolean;
}

/** A position in a text; both numbers count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The position of a path of a manifest (`spec.plugins[0].name`). A path that does not exist, or is null, gets the position of the nearest
 * parent.
 */
export type Locate = (path: string | null) => Position;

/** The location of a document in its repository. */
export interface Place {
  /** Folder of the document, from the root of the repository: `dist/shop/database`. */
  readonly folder: string;
  /** The folder from which all files were read. What is below it but not among the documents does not exist. */
  readonly whole: string;
}

/** The input of a judgement: one object, or the findings in its place. */
export interface Document {
  /** Absent if no object could be read. In that case `findings` tells why. */
  readonly manifest?: Manifest;
  /**
   * Findings of the reader.
   * @default - nothing
   */
  readonly findings?: readonly Finding[];
  /** `-` for standard input; null for an object that does not come from a file. */
  readonly file: string | null;
  /** Counts from 0 within `file`, including empty documents. */
  readonly document: number | null;
  /** @default - its location in the repository is unknown */
  readonly place?: Place;
  /**
   * Values of the manifest that are not known. No finding depends on them.
   * @default - all are known
   */
  readonly unknown?: readonly Unknown[];
  /** @default - not known */
  readonly appliedBy?: Applier;
  /**
   * Path in the construct tree.
   * @default - the object comes from YAML
   */
  readonly construct?: string;
  /**
   * Reads the text of the document again to find the positions of its paths. Positions are needed for few documents, and storing all of
   * them would take more memory than the objects. The returned function keeps the text in memory.
   * @default - the object has no text
   */
  readonly locate?: () => Locate;
}
