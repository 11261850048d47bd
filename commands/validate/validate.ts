import { read } from '../../manifests/files/read';
import type { Document, Position } from '../../manifests/object/document';
import { Index } from '../../manifests/object/object-index';
import type { Violation } from '../../manifests/object/violation';
import { isSaid } from '../../rules/engine/is-said';
import { violationOrder } from '../../rules/engine/judge';
import { suppressionKind } from '../../rules/engine/ruleset';
import { suppress } from '../../rules/engine/suppress';
import type { Target } from '../../values/cnpg/target';
import type { Profile } from '../../values/declarations/profile';
import type { RenderOptions } from '../applied/rendering';
import type { Console } from '../cli/console';
import { readSources } from '../cli/sources';
import { UsageError } from '../cli/usage-error';
import { configured } from '../configuration/configured';
import { githubReport } from '../report/github';
import { folded, visible } from '../report/lines';
import { positionsOf } from '../report/positions';
import { hasErrors, report, summary } from '../report/report';
import { sarifReport } from '../report/sarif';
import { assumptions } from './assumptions';
import { judgeParts, partsOf, type SeenOptions } from './judge-seen';
import { placeIn } from './place-in';
import { areSettled, type Judged, type Read } from './plain';

export interface ValidateRequest {
  /** Files, folders, and `-` for standard input. Without any, what `cnpg-gitops.yaml` names. */
  readonly sources: readonly string[];
  readonly output: 'text' | 'json' | 'sarif' | 'github';
  /**
   * File or folder with the objects as they are in the cluster: those of the same identity are judged as updates.
   * @default - all objects are created
   */
  readonly old?: string;
  /**
   * The versions to judge for.
   * @default - each that is not named is what `cnpg-gitops.yaml` says, what the objects install, or else the default target
   */
  readonly target?: Partial<Target>;
  /** @default - what `cnpg-gitops.yaml` says, or else kustomize and Helm are asked where it matters, without the network */
  readonly rendering?: Partial<RenderOptions>;
  /** How much is asked of the databases. @default - what `cnpg-gitops.yaml` says, or else only what bites everybody is said */
  readonly profile?: Profile;
  /** Whether everything that is found is said, whatever the profile. */
  readonly advice?: boolean;
  /** Whether it is said of each file that is not judged why. */
  readonly explainSkips?: boolean;
  readonly now: Date;
  readonly console: Console;
}

/**
 * Judges anybody's YAML or JSON, for the versions that it installs. For programs standard output is one document and nothing else: with
 * `json` one array of violations, with `sarif` a log of SARIF 2.1.0; with `github` one annotation in a line.
 * @returns the exit code: 1 for errors
 * @throws UsageError for a source that does not exist
 */
export async function validateSources(request: ValidateRequest): Promise<number> {
  const { output, old, advice = false, explainSkips = false, now, console } = request;
  const { sources, leaveOut, suppressions, ...settings } = await configured(request.sources);
  const target = { ...settings.target, ...request.target };
  const profile = request.profile ?? settings.profile;
  if (old === '-' && sources.includes('-')) throw new UsageError('--old -: standard input is already what is judged');
  const before = old === undefined ? undefined : await readOld(old, console);
  const skip = (file: string, why: string) => (explainSkips ? console.err(`skipped ${file}: ${why}\n`) : undefined);
  const files = (await readSources(sources, console, leaveOut, skip)).map(({ name, content }) => {
    const place = placeIn(sources, name);
    return { name, content, documents: read(content, name).map((each) => ({ ...each, ...(place && { place }) })) };
  });
  const options = { target, now, ...(before && { old: before }) };
  const {
    documents,
    violations: found,
    parts,
  } = areSettled(sources, files)
    ? judgedPlain(files, options)
    : await (await import('./judge-found.js')).judgeFound(files, options, {
        sources,
        rendering: { render: settings.render, allowNetwork: settings.allowNetwork, ...request.rendering },
        explainSkips,
        console,
      });
  const accepted = suppress(found, suppressions, { now, kindOf: suppressionKind }).sort(violationOrder);
  const violations = advice ? accepted : accepted.filter((violation) => isSaid(violation, profile));
  const { seen, byDefault } = assumptions(parts, documents, target);
  const positions = () => {
    const known = positionsOf([...violations, ...seen], [...documents, ...settings.documents]);
    return (violation: Violation) => known.get(violation);
  };
  const silent = accepted.length - violations.length;
  const print: Record<ValidateRequest['output'], () => string> = {
    text: () =>
      folded(
        textReport({ violations, silent, documents, assumed: [...seen, ...byDefault] }, positions(), console),
        console.columns,
      ),
    json: () => `${JSON.stringify([...seen, ...violations].sort(violationOrder), null, 2)}\n`,
    sarif: () => sarifReport(violations, positions(), [...seen, ...byDefault]),
    github: () => githubReport([...seen, ...violations], positions()),
  };
  console.out(print[output]());
  return hasErrors(violations) ? 1 : 0;
}

function judgedPlain(files: readonly Read[], options: SeenOptions): Judged {
  const documents = files.flatMap((file) => file.documents);
  const parts = partsOf(documents);
  return { documents, parts, violations: judgeParts(parts, options).sort(violationOrder) };
}

async function readOld(old: string, console: Console): Promise<Index> {
  const documents = (await readSources([old], console)).flatMap(({ name, content }) => read(content, name));
  for (const { manifest, findings, file, document } of documents) {
    if (manifest === undefined) throw new UsageError(`--old ${file}, document ${document}: ${findings?.[0]?.message}`);
  }
  return new Index(documents.flatMap(({ manifest }) => manifest ?? []));
}

interface Outcome {
  readonly violations: readonly Violation[];
  /** How many more there are. */
  readonly silent: number;
  readonly documents: readonly Document[];
  readonly assumed: readonly Violation[];
}

function textReport(
  { violations, silent, documents, assumed }: Outcome,
  positionOf: (violation: Violation) => Position | undefined,
  { color, columns }: Console,
): string {
  const judged = assumed.map(({ message }) => `${visible(message)}\n`).join('');
  const count = `${documents.length} object${documents.length === 1 ? '' : 's'}`;
  const more = silent === 0 ? '' : `; --advice says ${silent} more`;
  if (violations.length === 0) return `${judged}${count}, nothing found${more}\n`;
  const placeOf = (violation: Violation) => {
    const position = positionOf(violation);
    return position ? `${violation.file}:${position.line}:${position.column}` : violation.file;
  };
  return `${report(violations, placeOf, color, columns)}\n${judged}${count}: ${summary(violations)}${more}\n`;
}
