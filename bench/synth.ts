import { dump } from 'js-yaml';
import { layout, place } from '../manifests/files/layout';
import { type Rendered, render } from '../manifests/files/render';
import { judge } from '../rules/engine/judge';
import { DEFAULT_TARGET } from '../values/cnpg/target';
import { buildDatabase } from './databases';
import { median, printTable } from './measure';

const NOW = new Date('2026-01-01T00:00:00Z');

/**
 * Building, rendering, judging and printing N databases, each a ratio to the floor of the same go: the same objects as literals, printed
 * with one YAML call.
 */
export function benchSynth(): void {
  const rows = [1, 10, 100, 1000].map((count) => {
    const runs = count > 100 ? 3 : 9;
    const numbers = Array.from({ length: count }, (_, i) => i);
    const rendered: Rendered[] = numbers.flatMap((i) => render(buildDatabase(i)));
    const literals = rendered.map(({ manifest }) => structuredClone(manifest));
    const placed = place(rendered);
    const documents = placed.map((object) => ({ ...object }));
    const floor = median(runs, () => dump(literals));
    const build = median(runs, () => numbers.flatMap((i) => render(buildDatabase(i))));
    const judged = median(runs, () => judge(documents, { target: DEFAULT_TARGET, now: NOW }));
    const print = median(runs, () => layout(place(rendered)));
    return [`${count}`, floor, build / floor, judged / floor, print / floor, (build + judged + print) / floor];
  });
  printTable(['databases', 'floor ms', 'build+render', 'judge', 'print', 'all'], rows);
}
