import { contentSource } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import type { AppliedSide } from './applied-side';
import type { AppliedSides } from './unseen-changes';

/**
 * What of the documents of a side can be planned. One that cannot be read, in a file that is the same on both sides, is left out and named; one
 * whose file has changed stays: a plan without it would call its object created or deleted.
 */
export function readableOf({ before, after }: AppliedSides) {
  const remarks = new Map<string, string>();
  const isSame = (side: AppliedSide, file: string) => {
    const key = side.keyOfName(file);
    const [old, next] = [before?.contents.get(key), after.contents.get(key)];
    return old !== undefined && next !== undefined && Buffer.compare(contentSource(old)(), contentSource(next)()) === 0;
  };
  return {
    readable: (side: AppliedSide, documents: readonly Document[]) =>
      documents.filter(({ manifest, file, findings, locate }) => {
        if (manifest !== undefined || file === null || !isSame(side, file)) return true;
        const [finding] = findings ?? [];
        const { line } = locate?.()(finding?.path ?? null) ?? { line: 1 };
        const place = `${file}:${line}`;
        remarks.set(place, `${place}: not read, and the same on both sides: ${finding?.message}`);
        return false;
      }),
    remarks: () => [...remarks.values()],
  };
}
