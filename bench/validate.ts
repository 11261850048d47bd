import { App } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { applications } from '../apps';
import { type Application, targetOf } from '../constructs/index';
import { printUnmarked } from '../manifests/files/print';
import { read } from '../manifests/files/read';
import { render } from '../manifests/files/render';
import { admit } from '../rules/admission';
import { type JudgeOptions, judge } from '../rules/engine/judge';
import { RULES } from '../rules/expert';
import { DEFAULT_TARGET } from '../values/cnpg/target';
import { buildDatabase } from './databases';
import { median, printTable } from './measure';

const NOW = new Date('2026-01-01T00:00:00Z');
const APPS = ['parametric-portal', 'phoenix-guardian'];

/**
 * Reading and judging streams of N documents, as ratios to parsing the same text; then what judging adds to rendering the two
 * applications.
 */
export function benchValidate(): void {
  const options = { target: DEFAULT_TARGET, now: NOW };
  const [sample = ''] = [printUnmarked(render(buildDatabase(0)).map(({ manifest }) => manifest))];
  const size = sample.split(/^---$/m).length;
  const rows = [10, 1_000, 10_000].map((count) => {
    const runs = count > 1_000 ? 3 : 9;
    const databases = Array.from({ length: count / size }, (_, i) => sample.replaceAll('app-0', `app-${i}`));
    const text = databases.join('---\n');
    const parse = median(runs, () => loadAll(text));
    const reading = median(runs, () => read(text, '-'));
    const documents = read(text, '-');
    const expert = median(runs, () => judge(documents, { ...options, only: { rules: RULES } }));
    const admission = median(runs, () => judge(documents, { ...options, only: { judges: [admit] } }));
    const all = median(runs, () => judge(read(text, '-'), options));
    const ratios = [reading, expert, admission, all].map((time) => time / parse);
    return [`${count}`, parse, ...ratios, (documents.length / all) * 1_000];
  });
  printTable(['documents', 'parse ms', 'read', 'expert', 'admission', 'all', 'documents/s'], rows);
  console.log();
  benchApplications();
}

function benchApplications(): void {
  const chosen = applications.filter(({ name }) => APPS.includes(name));
  const trees = () => chosen.map(renderOne);
  const documents = trees().map((tree) => tree.map((rendered) => ({ ...rendered, file: null, document: 0 })));
  const among = documents.flat();
  const judgeAll = (only?: JudgeOptions['only']) =>
    chosen.forEach((application, app) => {
      const options = { target: targetOf(application), suppressions: application.suppressions, now: NOW, among };
      judge(documents[app] ?? [], { ...options, ...(only && { only }) });
    });
  const rendering = median(21, trees);
  const rows = [
    ['expert', median(21, () => judgeAll({ rules: RULES }))],
    ['admission', median(21, () => judgeAll({ judges: [admit] }))],
    ['all', median(21, () => judgeAll())],
  ] as const;
  printTable(
    ['rules on the two applications', 'ms', 'to rendering'],
    [['rendering', rendering, 1], ...rows.map(([name, time]) => [name, time, time / rendering])],
  );
}

function renderOne(application: Application) {
  const app = new App();
  application.build(app);
  return render(app);
}
