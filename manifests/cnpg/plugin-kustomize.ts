import { load } from 'js-yaml';
import { copy, isObject, put } from '../object/json';
import { list, record, text } from '../object/manifest';

const NAME = 'barman-cloud';

/** What counts of the Deployment in `kubernetes/` of the plugin's repository; arguments by their position in 0.14.0. */
const UPSTREAM = {
  spec: {
    replicas: 1,
    template: {
      metadata: { labels: { app: NAME } },
      spec: {
        containers: [
          {
            name: NAME,
            image: 'plugin-barman-cloud',
            args: ['operator', '--server-cert', '--server-key', '--client-cert', '--server-address', '--leader-elect'],
          },
        ],
      },
    },
  },
};

/** A Deployment made from options of kustomize. */
export interface Kustomized {
  readonly deployment: unknown;
  /** Options that may change it and are not understood. @default - none */
  readonly unread?: string;
}

/** Whether a source is the repository of the Barman Cloud plugin, or a fork of that name. */
export function isPluginRepository(repository: string | undefined): boolean {
  return repository !== undefined && /\/plugin-barman-cloud(?:\.git)?\/?$/.test(repository);
}

/**
 * The plugin's Deployment as `spec.source.kustomize` of an Application changes it: replicas and patches, as a strategic merge or as a list
 * of JSON operations.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/
 */
export function fromKustomize(options: unknown): Kustomized {
  const { replicas, patches, components } = record(options);
  let deployment = copy(UPSTREAM);
  const unread: string[] = list(components).length > 0 ? ['components'] : [];
  for (const [i, { target, patch, path }] of list(patches).map(record).entries()) {
    if (!isForDeployment(target)) continue;
    const parsed = path === undefined ? parse(text(patch)) : undefined;
    const changed = changedBy(deployment, parsed);
    if (changed === undefined) unread.push(`patches[${i}]`);
    else deployment = changed;
  }
  const given = list(replicas)
    .map(record)
    .find(({ name }) => name === NAME);
  if (given !== undefined) deployment = merge(deployment, { spec: { replicas: given.count } });
  return { deployment, ...(unread.length > 0 && { unread: unread.join(', ') }) };
}

function isForDeployment(target: unknown): boolean {
  if (target === undefined) return true;
  const { kind, name } = record(target);
  return (
    (kind === undefined || kind === 'Deployment') && (name === undefined || new RegExp(`^(?:${name})$`).test(NAME))
  );
}

function parse(patch: string | undefined): unknown {
  try {
    return patch === undefined ? undefined : load(patch);
  } catch {
    return undefined;
  }
}

/** Undefined for a patch that is not understood; the deployment itself if the patch is for another object. */
function changedBy(deployment: unknown, patch: unknown): unknown {
  if (Array.isArray(patch)) {
    const changed = copy(deployment);
    return patch.every((operation) => apply(changed, record(operation))) ? changed : undefined;
  }
  if (!isObject(patch)) return undefined;
  const isOther = patch.kind !== undefined && patch.kind !== 'Deployment';
  return isOther ? deployment : merge(deployment, patch);
}

/** A strategic merge: containers by their names, other lists as a whole. */
function merge(base: unknown, patch: unknown): unknown {
  if (isNamed(base) && isNamed(patch)) {
    const added = patch.filter(({ name }) => !base.some((each) => each.name === name));
    return [...base.map((each) => merge(each, patch.find(({ name }) => name === each.name) ?? {})), ...added];
  }
  if (!isObject(base) || !isObject(patch)) return patch;
  const merged = copy(base);
  if (!isObject(merged)) return merged;
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else put(merged, key, merge(merged[key], value));
  }
  return merged;
}

function isNamed(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => text(record(each).name) !== undefined);
}

/** Adds or replaces one value. @returns false for another operation, and for a path that is not there */
function apply(document: unknown, { op, path, value }: Readonly<Record<string, unknown>>): boolean {
  const steps = (text(path) ?? '').split('/').slice(1);
  const last = steps.pop();
  if (last === undefined || (op !== 'add' && op !== 'replace')) return false;
  const unescaped = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');
  const parent = steps.reduce<unknown>(
    (here, step) => (Array.isArray(here) ? here[Number(step)] : record(here)[unescaped(step)]),
    document,
  );
  if (Array.isArray(parent)) {
    if (op === 'replace') parent[Number(last)] = value;
    else parent.splice(last === '-' ? parent.length : Number(last), 0, value);
    return true;
  }
  if (!isObject(parent)) return false;
  put(parent, unescaped(last), value);
  return true;
}
