import type { Platform, Suppression } from '../../constructs/index';
import type { Plan, Procedure } from '../../plan';
import { numberedSteps } from '../cli/numbered-steps';
import { writtenLines } from '../plan/print-plan';
import type { AdoptedModel } from './adopted-model';
import type { Left } from './select-objects';

/** What was adopted, with its proof. */
interface Adopted {
  readonly model: AdoptedModel;
  /** What is written, as the beginning of a sentence. */
  readonly written: string;
  readonly findings: readonly Left[];
  readonly suppressions: readonly Suppression[];
  readonly proof: Plan;
  /** What to do next, a step and what belongs to it. */
  readonly next: readonly (readonly string[])[];
}

/** What was written, what changes, what is not in it, and what comes next. */
export function printAdopted({ model, written, findings, suppressions, proof, next }: Adopted): string {
  const { objects, carried } = model;
  const changes = proof.changes.flatMap(({ kind, name: object, fields }) =>
    fields.map(({ path, before, after }) => `  ${kind} ${object} ${path}: ${shown(before)} → ${shown(after)}`),
  );
  return [
    `${written}: ${objects.length} object${objects.length === 1 ? '' : 's'} in the words of constructs, ${carried.length} as they were given.`,
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
    numberedSteps(next).trimEnd(),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function shown(value: unknown): string {
  return value === null ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** What comes after an adoption into a repository of this project. */
export function nextCommits({ name }: AdoptedModel, platform: Platform, toPlugin: readonly Procedure[]): string[][] {
  return [
    [`git add apps dist lineage.lock.json && git commit -m "Adopt ${name}"`],
    [
      `npm run -s plan -- --base cluster --platform ${platform.name}`,
      `with the kubeconfig of that cluster: it must not speak of a restart before ${platform.gitops === 'flux' ? 'Flux' : 'Argo CD'} applies this`,
    ],
    ...pluginSteps(toPlugin),
  ];
}

/** The commits from in-tree Barman Cloud to the plugin, where one of the clusters needs them. */
export function pluginSteps(toPlugin: readonly Procedure[]): string[][] {
  return toPlugin.map(({ object, steps }) => [
    `${object}: from in-tree Barman Cloud to the plugin, before CloudNativePG 1.31, in commits of their own`,
    ...steps.flatMap(({ commit, writes = [], wait }) => [
      `- ${commit}`,
      ...writtenLines(writes).map((line) => `    ${line}`),
      `  then wait: ${wait}`,
    ]),
  ]);
}
