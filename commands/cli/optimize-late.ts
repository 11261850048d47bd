import { setFlagsFromString } from 'node:v8';

/** V8's own is 67,584, in bytes of what is interpreted. */
const BUDGET = 600_000;

/**
 * Lets the V8 of Node 20 wait longer before it optimizes a function. A run is hundreds of rules, each asked a few thousand times: optimizing them all takes
 * longer than it saves, and a second thread to do it. Judging 10,000 documents takes 2.9 instead of 3.8 s of processor time, `synth` of
 * 1,000 databases 3.5 instead of 4.5 s, and what is really hot, such as reading, as long as before. Newer versions of Node have a cheaper optimizer in between, and decide for themselves.
 */
export function optimizeLate(): void {
  if (process.versions.node.startsWith('20.')) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
}
