import type { Root } from '../../manifests/applied/roots';
import type { AppliedSide } from './applied-side';

/** The roots of one side that a file is a part of. */
export class Owners {
  readonly #byFile = new Map<string, Root[]>();

  constructor(side: AppliedSide) {
    for (const root of side.sources.roots) {
      for (const path of new Set(root.files)) {
        const key = keyIn(side, path);
        this.#byFile.set(key, [...(this.#byFile.get(key) ?? []), root]);
      }
    }
  }

  /** @param file - by what both sides call it */
  of(file: string): readonly Root[] {
    return this.#byFile.get(file) ?? [];
  }

  /** Whether an engine applies a file of a side there. */
  isApplied(side: AppliedSide, path: string): boolean {
    return this.of(keyIn(side, path)).some(({ application }) => application !== undefined);
  }
}

/** What both sides call a path of one of them. */
export function keyIn(side: AppliedSide, path: string): string {
  return side.keyOf(side.pathOf(path));
}
