import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { read } from '../../../manifests/files/read';

// A stream leaves its objects behind and nothing that grows with its text: no text, no tree of it, no table of positions.

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function stream(count: number, note: string): Uint8Array {
  const documents = Array.from(
    { length: count },
    (_, i) =>
      `# ${note}\nkind: Application\napiVersion: v1\nmetadata: {name: settings-of-application-${i}, namespace: shop}\n`,
  );
  return Buffer.from(documents.join('---\n'));
}

/** The least of three measurements: what other tests of this process left behind may be collected during one of them. */
function kept(count: number, note: string): number {
  return Math.min(...[1, 2, 3].map(() => keptOnce(count, note)));
}

/** Bytes of the heap for each document, once a stream was read and its bytes are somewhere else. */
function keptOnce(count: number, note: string): number {
  const content = () => stream(count, note);
  collect();
  const before = process.memoryUsage().heapUsed;
  const documents = read(content, 'f.yaml');
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  expect(documents).toHaveLength(count);
  expect(documents.at(-1)?.locate?.()('metadata.name')).toEqual({ line: count * 5 - 1, column: 12 });
  return bytes / count;
}

describe('memory', () => {
  /** A fifth of what the text of a long document takes, and more than its objects do. */
  const MOST = 4_000;
  const LONG = 'x'.repeat(20_000);

  it('takes as much for each of 4,000 documents as for each of 400', () => {
    kept(100, LONG);
    expect(kept(400, 'x')).toBeLessThan(MOST);
    expect(kept(4_000, 'x')).toBeLessThan(MOST);
  });

  it('keeps nothing of the text', () => {
    expect(kept(400, LONG)).toBeLessThan(MOST);
  });
});
