import type { Difference } from '../../manifests/files/diff';

/** What came of writing or comparing the files of a run. */
export interface RunOutcome {
  /** The exit code. */
  readonly code: number;
  /** What was there before; absent where the files are not what was rendered. */
  readonly difference?: Difference;
}
