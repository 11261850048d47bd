import { printUnmarked } from '../../manifests/files/print';
import { read } from '../../manifests/files/read';
import { complete } from '../../rules/admission';
import { ruleset } from '../../rules/engine/ruleset';
import type { CommandContext } from '../cli/command-context';
import type { Console } from '../cli/console';
import { typedCall } from '../cli/shared-options';
import { readSources } from '../cli/sources';
import { UsageError } from '../cli/usage-error';
import { folded } from '../report/lines';
import { printList, printPage } from './print-page';
import { rulePages } from './rule-pages';
import { writePages } from './write-pages';

export interface ExplainOptions {
  /** Print the objects of the files as the cluster will keep them. */
  readonly defaulted: boolean;
  /** Write the pages of all rules into the folder that is the subject. */
  readonly markdown: boolean;
  /**
   * Major of PostgreSQL, for parameters.
   * @default - the newest
   */
  readonly version?: string;
}

export interface ExplainRequest
  extends ExplainOptions,
    Pick<CommandContext, 'repository' | 'hasApplications' | 'now' | 'console'> {
  /** A rule; `parameter` and a name; files. Nothing asks for the list of rules. */
  readonly subject: readonly string[];
}

/**
 * Prints a page on a rule or on a PostgreSQL parameter, the list of all rules, or objects with their defaults.
 * @returns the exit code: 1 where an object cannot be read
 * @throws UsageError for what is not known, with the nearest name
 */
export async function explain(request: ExplainRequest): Promise<number> {
  const { subject, defaulted, markdown, version, hasApplications, console } = request;
  const [first, ...more] = subject;
  if (defaulted) return completed(subject, console);
  if (markdown) pages(subject);
  else if (first === undefined) {
    const page = typedCall('explain RULE', hasApplications);
    console.out(`${printList([...ruleset().values()], console.color, console.columns)}\na page on one: ${page}\n`);
  } else if (first === 'objectives') console.out(folded(await proof(more, request), console.columns));
  else if (first === 'parameter') console.out(folded(await parameter(more, version), console.columns));
  else console.out(await rule(subject, request));
  return 0;
}

function pages([folder, ...more]: readonly string[]): void {
  if (folder === undefined || more.length > 0) throw new UsageError('--markdown: name the folder of the pages');
  writePages(folder, rulePages([...ruleset().values()]));
}

async function rule(
  [id = '', ...more]: readonly string[],
  { hasApplications, console: { color, columns } }: ExplainRequest,
): Promise<string> {
  if (more.length > 0) throw new UsageError('explain one rule at a time');
  const entry = ruleset().get(id);
  if (entry) return printPage(entry, color, columns);
  const { nearest } = await import('../../values/text/nearest.js');
  const similar = nearest(id, [...ruleset().keys()]);
  const hint =
    similar === undefined ? `${typedCall('explain', hasApplications)} lists them` : `did you mean ${similar}?`;
  const file = /\.(?:ya?ml|json)$/.test(id)
    ? '; --defaulted prints the objects of a file as the cluster keeps them'
    : '';
  throw new UsageError(`there is no rule "${id}"; ${hint}${file}`);
}

async function proof([name, ...more]: readonly string[], { repository, now }: ExplainRequest): Promise<string> {
  if (name === undefined || more.length > 0)
    throw new UsageError('name one application: explain objectives APPLICATION');
  const [{ objectives }, { applications }] = await Promise.all([import('./explain-objectives.js'), repository()]);
  return objectives(applications, name, now);
}

async function parameter([name, ...more]: readonly string[], version: string | undefined): Promise<string> {
  const { isPostgresMajor, POSTGRES_MAJORS } = await import('../../values/cnpg/image.js');
  if (name === undefined || more.length > 0) throw new UsageError('name one parameter: explain parameter work_mem');
  const major = version ?? POSTGRES_MAJORS.at(-1) ?? '';
  if (!isPostgresMajor(major)) throw new UsageError(`--version ${major}: give one of ${POSTGRES_MAJORS.join(', ')}`);
  const { explainParameter } = await import('../../manifests/postgres/parameters/index.js');
  const page = explainParameter(major, name);
  if (typeof page === 'string') return page;
  throw new UsageError(`${page.message}; ${page.fix}`);
}

async function completed(sources: readonly string[], console: Console): Promise<number> {
  if (sources.length === 0) throw new UsageError('--defaulted: name a file, a folder, or - for standard input');
  const documents = (await readSources(sources, console)).flatMap(({ name, content }) => read(content, name));
  const broken = documents.filter(({ manifest }) => manifest === undefined);
  for (const { file, document, findings = [] } of broken) {
    for (const { message, fix } of findings) console.err(`${file}, document ${document}: ${message}\nfix: ${fix}\n`);
  }
  console.out(printUnmarked(documents.flatMap(({ manifest }) => (manifest ? [complete(manifest)] : []))));
  return broken.length > 0 ? 1 : 0;
}
