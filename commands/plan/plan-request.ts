import type { Application } from '../../constructs/index';
import type { RenderOptions } from '../applied/rendering';
import type { Console } from '../cli/console';

export interface PlanRequest {
  /** A git ref, a folder, a file, or `cluster`. @default - the merge base with the default branch */
  readonly base?: string;
  /** Folders and files. @default - the applications of this repository, rendered in memory */
  readonly target?: string | readonly string[];
  /** Whether folders hold anybody's sources, of which only what will be applied counts. @default false */
  readonly asApplied?: boolean;
  /** @default - what `cnpg-gitops.yaml` says, or else the tools are asked where it matters, without the network */
  readonly rendering?: Partial<RenderOptions>;
  readonly output: 'text' | 'json' | 'markdown';
  /** Name of the Kubernetes cluster that is meant. @default - all of them, as one plan */
  readonly platform?: string;
  /** The impact from which on the exit code is 3. @default - never */
  readonly failOn?: string;
  /** Loaded only where they are rendered. */
  readonly applications: () => Promise<readonly Application[]>;
  /** Folder of the repository. */
  readonly root: string;
  /** Output folder of synth, relative to the root. */
  readonly outdir: string;
  readonly now: Date;
  readonly console: Console;
}
