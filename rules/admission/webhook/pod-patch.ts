import { field, isObject, type Json, show } from '../../../manifests/object/json';
import { nearest } from '../../../values/text/nearest';

/**
 * A field of the pod that the operator creates: absent, or present with the known part of its fields or entries. A field that is only
 * sometimes present is `open`, and is not checked.
 */
type Shape =
  | 'absent'
  | 'open'
  | { readonly fields: ReadonlyMap<string, Shape> }
  | { readonly entries: readonly Shape[] };

const named = (names: string, shape: Shape) => names.split(' ').map((name) => [name, shape] as const);

/** @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.28.0/pkg/specs/pods.go */
const CONTAINER: Shape = {
  fields: new Map([
    ...named(
      'name image command env envFrom imagePullPolicy ports resources securityContext volumeMounts volumeDevices',
      'open',
    ),
    ...named('startupProbe readinessProbe livenessProbe terminationMessagePath terminationMessagePolicy', 'open'),
    ...named('args lifecycle resizePolicy restartPolicy restartPolicyRules stdin stdinOnce tty workingDir', 'absent'),
  ]),
};
const SPEC: Shape = {
  fields: new Map<string, Shape>([
    ['containers', { entries: [CONTAINER] }],
    ['initContainers', { entries: [CONTAINER] }],
    ...named(
      'affinity automountServiceAccountToken enableServiceLinks hostname hostnameOverride imagePullSecrets',
      'open',
    ),
    ...named('nodeName nodeSelector priority priorityClassName resources schedulerName securityContext', 'open'),
    ...named('serviceAccount serviceAccountName setHostnameAsFQDN subdomain terminationGracePeriodSeconds', 'open'),
    ...named('tolerations topologySpreadConstraints volumes workloadRef', 'open'),
    ...named('activeDeadlineSeconds dnsConfig dnsPolicy ephemeralContainers hostAliases hostIPC hostNetwork', 'absent'),
    ...named('hostPID hostUsers os overhead preemptionPolicy readinessGates resourceClaims restartPolicy', 'absent'),
    ...named('runtimeClassName schedulingGates shareProcessNamespace', 'absent'),
  ]),
};
const POD: Shape = { fields: new Map([...named('apiVersion kind metadata status', 'open'), ['spec', SPEC]]) };

export interface PatchProblem {
  /** The patch is refused; otherwise it applies, but the operator drops what it adds. */
  readonly isRefused: boolean;
  readonly message: string;
  readonly fix: string;
}

/** What is certainly wrong with a JSON patch of the pod, for the first such operation. */
export function podPatchProblem(operations: readonly unknown[]): PatchProblem | undefined {
  const touched: string[] = [];
  for (const [index, operation] of operations.entries()) {
    if (!isObject(operation)) continue;
    const problem = operationProblem(operation, (path) => touched.some((each) => overlap(each, path)));
    if (problem !== undefined)
      return { ...problem, message: `operation ${index} (${operation.op}) ${problem.message}` };
    // Later entries move.
    touched.push(...[operation.path, operation.from].filter((path) => typeof path === 'string').map(listOf));
  }
  return undefined;
}

function operationProblem(operation: Json, isTouched: (path: string) => boolean): PatchProblem | undefined {
  const op = field(operation, 'op');
  const path = String(field(operation, 'path'));
  const from = String(field(operation, 'from'));
  const isTest = op === 'test' && (field(operation, 'value') ?? null) === null;
  const needed = op === 'move' || op === 'copy' ? from : op === 'add' || isTest ? undefined : path;
  if (needed !== undefined && !isTouched(needed)) {
    const missing = lookup(needed);
    if (missing !== undefined) return refused(needed, missing, op === 'replace');
  }
  if (!['add', 'move', 'copy'].includes(String(op)) || isTouched(path)) return undefined;
  const missing = lookup(path);
  if (missing === undefined) return undefined;
  if (!missing.isLast) return refused(path, missing, false);
  if (missing.isField) return undefined;
  const fix = missing.near === undefined ? 'name a field of a pod' : `write ${missing.near} instead of ${missing.name}`;
  if (missing.isEntry) return refused(path, missing, false);
  return { isRefused: false, message: `adds ${path}, which is not a field of a pod: the operator drops it`, fix };
}

interface Missing {
  readonly name: string;
  /** The end of the path, which may be added. */
  readonly isLast: boolean;
  /** A pod may have it, but the operator's does not. */
  readonly isField: boolean;
  readonly isEntry: boolean;
  readonly near: string | undefined;
}

/** Where a path leaves the contents of the pod; undefined if it may exist. */
function lookup(path: string): Missing | undefined {
  if (!path.startsWith('/')) return undefined;
  const names = path
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  let shape: Shape = POD;
  for (const [index, name] of names.entries()) {
    if (shape === 'open' || shape === 'absent') return undefined;
    const isLast = index === names.length - 1;
    const isEntry: boolean = 'entries' in shape;
    if ('entries' in shape) {
      if (isLast && (name === '-' || name === String(shape.entries.length)))
        return { name, isLast, isField: true, isEntry, near: undefined };
      if (!/^\d+$/.test(name)) return undefined;
    }
    const below: Shape | undefined = 'entries' in shape ? shape.entries[Number(name)] : shape.fields.get(name);
    if (below === undefined || below === 'absent') {
      const near = below === undefined && 'fields' in shape ? nearest(name, shape.fields.keys()) : undefined;
      return { name, isLast, isField: below === 'absent', isEntry, near };
    }
    shape = below;
  }
  return undefined;
}

function refused(path: string, { name, near, isField, isEntry }: Missing, isReplace: boolean): PatchProblem {
  const what = isEntry
    ? `entry ${name} of a list with one`
    : isField
      ? `${name}, which the operator leaves out`
      : show(name);
  const fix =
    near === undefined
      ? isReplace && isField
        ? 'use the op add'
        : 'name what the pod has'
      : `write ${near} instead of ${name}`;
  return { isRefused: true, message: `needs ${path}, but the pod of the operator has no ${what}`, fix };
}

function listOf(path: string): string {
  return path.replace(/\/(?:\d+|-)$/, '');
}

function overlap(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
}
