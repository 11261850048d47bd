import { ApiObject, type App } from 'cdk8s';
import { isKustomization, type Manifest, type Metadata, record } from '../object/manifest';
import { RenderError } from './render-error';
import { sanitize } from './sanitize';
import { serialize } from './serialize';

/** One object of the tree as plain data. */
export interface Rendered {
  /** Folder below the output folder, for example `parametric-portal/database`: the `path` of its chart. */
  readonly path: string;
  readonly manifest: Manifest;
  /** Path of the object in the construct tree, for messages. */
  readonly construct: string;
  /** The Kubernetes cluster that it is for: in another one the same name is another object. @default - one without a name */
  readonly platform?: string;
}

/**
 * Turns the tree of one application into manifests, in the order of the tree. `Chart.toJson()` would validate and resolve the whole
 * app once per chart (526 s for 5,000 charts), so both are done here, once.
 * @throws RenderError with everything that is wrong: failed validations, objects without a name or a folder, values without a JSON form
 */
export function render(app: App): Rendered[] {
  const problems: string[] = [];
  const constructs = app.node.findAll();
  for (const { node } of constructs) problems.push(...node.validate().map((problem) => `${node.path}: ${problem}`));
  const rendered = withAuthoredKeyOrder(() =>
    constructs.filter(ApiObject.isApiObject).flatMap((object) => renderObject(object, app, problems)),
  );
  if (problems.length > 0) throw new RenderError(problems);
  return rendered;
}

function renderObject(object: ApiObject, app: App, problems: string[]): Rendered[] {
  // Written out, where constructs keep a tree of its steps: a twentieth of what is in memory of a fleet.
  const construct = object.node.path.split('/').join('/');
  const before = problems.length;
  const report = (problem: string) => problems.push(`${construct} (${object.kind}): ${problem}`);
  const path = Reflect.get(object.chart, 'path');
  if (typeof path !== 'string')
    report(`its chart "${object.chart.node.path}" names no folder; give the chart a \`path\` such as "shop/database"`);
  let content: Readonly<Record<string, unknown>> = {};
  try {
    content = serialize(object, app) ?? record(sanitize(object.toJson(), '', report));
  } catch (error) {
    problems.push(serialization(error, `${construct} (${object.kind})`));
  }
  const unnamed = isKustomization(object);
  if (!unnamed && hasGeneratedName(object)) {
    report(
      `no metadata.name, so cdk8s would make one from the path ("${object.name}"), and moving code would rename the object; give it a name`,
    );
  }
  if (problems.length > before) return [];
  return [{ path, construct, manifest: ordered(object, content, unnamed) }];
}

/** The message of an error inside a lazy value, without the prefix that cdk8s adds: ours begins with the construct. */
function serialization(error: unknown, at: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, name, cause] =
    /^Failed serializing construct at path '.*?' with name '.*?': (?:(\w+): )?(.*)$/s.exec(message) ?? [];
  if (name === 'InputError' && cause !== undefined) return cause;
  return `${at}: ${cause ?? message}`;
}

function ordered(object: ApiObject, content: Readonly<Record<string, unknown>>, unnamed: boolean): Manifest {
  const { apiVersion: _, kind: __, metadata, status: ___, ...rest } = content;
  const { name, namespace, labels, annotations, ...other } = record(metadata);
  const identity = { name, namespace, labels, annotations, ...other };
  const present = Object.fromEntries(
    Object.entries(unnamed ? {} : identity).filter(([, field]) => field !== undefined),
  );
  return { apiVersion: object.apiVersion, kind: object.kind, metadata: present as Metadata, ...rest };
}

// The constructor keeps its argument in a private field; the public `name` already holds the generated name.
function hasGeneratedName(object: ApiObject): boolean {
  const given = record(record(Reflect.get(object, 'props')).metadata).name;
  return typeof given !== 'string' || given === '';
}

// cdk8s sorts the keys of every map unless this variable is set, and has no other switch. It is set only during this synchronous call, so
// that the caller's environment cannot change the output either.
function withAuthoredKeyOrder<T>(run: () => T): T {
  const before = process.env.CDK8S_DISABLE_SORT;
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env.CDK8S_DISABLE_SORT;
    else process.env.CDK8S_DISABLE_SORT = before;
  }
}
