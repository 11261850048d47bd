import { POD_SECURITY_LABEL, type PodSecurityLevel } from '../../values/kubernetes/pod-security';
import { Kind, WORKLOAD_KINDS } from '../object/kinds';
import { at, list, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { POD_SECURITY_CHECKS } from './pod-security-checks';
import { podPathOf } from './workload';

/** Pods, and all kinds that create pods. */
export const POD_KINDS = [...WORKLOAD_KINDS, Kind.POD] as const;

/** A field of a pod that its standard does not allow. */
interface PodSecurityProblem {
  readonly path: string;
  /** A sentence without a full stop that starts with the field. */
  readonly message: string;
}

interface Field {
  readonly path: string;
  readonly value: unknown;
}

/** What prevents the pods of a workload from meeting a level of the Pod Security Standards: the first disallowed field of each check. */
export function podSecurityProblems(workload: Manifest, level: PodSecurityLevel): PodSecurityProblem[] {
  const path = podPathOf(workload);
  const spec = at(workload, path);
  // Most of the standards do not exist on Windows.
  if (level === 'privileged' || at(spec, 'os.name') === 'windows') return [];
  const pod = { path, value: spec };
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((name) => itemsOf(pod, name));
  const owners = {
    pod: [pod],
    volume: itemsOf(pod, 'volumes'),
    container: containers,
    context: [pod, ...containers],
    'inherited context': containers,
  };
  return CHECKS.flatMap((check) => {
    if (check.level === 'restricted' && level === 'baseline') return [];
    const wrong = firstWrong(check, owners[check.of], pod);
    return wrong === undefined ? [] : [{ path: wrong, message: `${shortPath(wrong)} ${check.rule}` }];
  });
}

/** The level that the API server enforces in a namespace, according to the namespace's label in this run. */
export function enforcedLevel(namespace: string, index: Index): PodSecurityLevel {
  const object = index.get(Kind.NAMESPACE, 'default', namespace);
  const level = text(record(object?.metadata.labels)[`${POD_SECURITY_LABEL}enforce`]);
  return level === 'restricted' || level === 'baseline' ? level : 'privileged';
}

/** The checks, each with the paths of its fields in their owner. */
const CHECKS = POD_SECURITY_CHECKS.map((check) => ({
  ...check,
  paths: check.fields.map((field) => (check.of.endsWith('context') ? `securityContext.${field}` : field)),
}));

function firstWrong(
  { of, paths, allows }: (typeof CHECKS)[number],
  owners: readonly Field[],
  pod: Field,
): string | undefined {
  for (const path of paths) {
    for (const owner of owners) {
      const own = path === '' ? owner.value : at(owner.value, path);
      const isInherited = of === 'inherited context' && (own ?? undefined) === undefined;
      const value = isInherited ? at(pod.value, path) : own;
      if (allows(value ?? undefined)) continue;
      const holder = isInherited ? pod.path : owner.path;
      return path === '' ? holder : `${holder}.${path}`;
    }
  }
  return undefined;
}

function itemsOf({ path, value }: Field, field: string): Field[] {
  return list(at(value, field)).map((item, index) => ({ path: `${path}.${field}[${index}]`, value: item }));
}

/** The field as its pod or container calls it: `hostPID`, `capabilities.drop`. */
function shortPath(path: string): string {
  return path.replace(/^.*(spec|securityContext|\])\./, '');
}
