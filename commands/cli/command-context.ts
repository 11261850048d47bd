import type { Acknowledgement, Application } from '../../constructs/index';
import type { Console } from './console';

/** What the commands work on. */
export interface Repository {
  readonly applications: readonly Application[];
  /** All of them with one more, which is not registered yet. @default - `new` takes it beside them */
  readonly withApplication?: (application: Application) => readonly Application[];
  /** Of objects whose application may be gone. @default - those of the applications only */
  readonly acknowledgements?: readonly Acknowledgement[];
}

/** What each command is given. */
export interface CommandContext {
  /** Loads the applications: only the commands that render them call it. */
  readonly repository: () => Promise<Repository>;
  /** False where `repository` can only fail: the program of the npm package judges YAML by anybody. */
  readonly hasApplications: boolean;
  /** Folder of the repository. */
  readonly root: string;
  /** Output folder of synth, relative to the root. */
  readonly outdir: string;
  readonly now: Date;
  /** Folder for what runs leave to later ones. @default - every run begins anew */
  readonly cache?: string;
  readonly console: Console;
  /** Takes the exit code. */
  readonly done: (code: number) => void;
}
