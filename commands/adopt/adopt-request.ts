import type { Manifest } from '../../manifests/object/manifest';
import type { Console } from '../cli/console';
import type { runScript } from '../new/run-script';

/** What `npm run adopt` is asked for. */
export interface AdoptRequest {
  /** Files, folders, or `-`. */
  readonly sources: readonly string[];
  /** Reads the objects of a live cluster instead. @default - none */
  readonly live?: (namespace: string) => Promise<readonly Manifest[]>;
  /** Name of the application. @default - that of the only Cluster */
  readonly name?: string;
  /** Name of the platform. @default - the only one */
  readonly platform?: string;
  /** @default - the only one that the objects name */
  readonly namespace?: string;
  /** Folder of the repository. */
  readonly root: string;
  /** Output folder of synth. */
  readonly outdir: string;
  readonly now: Date;
  readonly console: Console;
  /** Formats, and lets synth write. */
  readonly run: typeof runScript;
}
