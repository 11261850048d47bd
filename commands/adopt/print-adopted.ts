import type { Suppression } from '../../constructs/index';
import type { Plan, Procedure } from '../../plan';
import { numberedSteps } from '../cli/numbered-steps';
import { writtenLines } from '../plan/print-plan';
import type { AdoptedModel } from './adopted-model';
import type { Left } from './select-objects';

/** What was adopted, with its proof. */
interface Adopted {
  readonly model: AdoptedModel;
  readonly platform: string;
  readonly findings: readonly Left[];
  readonly suppressions: readonly Suppression[];
  readonly proof: Plan;
  /** Commits to come. */
  readonly toPlugin: readonly Procedure[];
}

/** What was written, what changes, what is not in it, and what comes next. */
export function printAdopted({ model, platform, findings, suppressions, proof, toPlugin }: Adopted): string {
  const { name, objects, carried } = model;
  const changes = proof.changes.flatMap(({ kind, name: object, fields }) =>
    fields.map(({ path, before, after }) => `  ${kind} ${object} ${path}: ${shown(before)} → ${shown(after)}`),
  );
  return [
    `apps/${name} and dist/${name} are written, and ${name} is registered in apps/index.ts: ${objects.length} objects in the words of constructs, ${carried.length} as they were given.`,
    '',
    changes.length === 0
      ? 'Proof: a plan from what was given to what is rendered is empty.'
      : 'Proof: a plan from what was given to what is rendered has nothing but this, and no database notices it:',
    ...changes,
    ...section(
      'Not in it, or to be known:',
      findings.map(({ object, says }) => `  ${object}: ${says}`),
    ),
    ...section(
      'Accepted as it runs, in `suppressions`; each is a commit to come:',
      suppressions.map(({ rule, object, reason }) => `  ${rule} of ${object}: ${reason}`),
    ),
    '',
    'Next:',
    numberedSteps(steps(model, platform, toPlugin)).trimEnd(),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function shown(value: unknown): string {
  return value === null ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);
}

function steps({ name }: AdoptedModel, platform: string, toPlugin: readonly Procedure[]): string[][] {
  return [
    [`git add apps dist lineage.lock.json && git commit -m "Adopt ${name}"`],
    [
      `npm run -s plan -- --base cluster --platform ${platform}`,
      'with the kubeconfig of that cluster: it must not speak of a restart before Argo CD applies this',
    ],
    ...toPlugin.map(({ object, steps: commits }) => [
      `${object}: from in-tree Barman Cloud to the plugin, before CloudNativePG 1.31, in commits of their own`,
      ...commits.flatMap(({ commit, writes = [], wait }) => [
        `- ${commit}`,
        ...writtenLines(writes).map((line) => `    ${line}`),
        `  then wait: ${wait}`,
      ]),
    ]),
  ];
}
