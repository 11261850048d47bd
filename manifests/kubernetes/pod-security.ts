import { POD_SECURITY_LABEL, type PodSecurityLevel } from '../../values/kubernetes/pod-security';
import { Kind, WORKLOAD_KINDS } from '../object/kinds';
import { at, list, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { POD_SECURITY_CHECKS, type PodSecurityCheck } from './pod-security-checks';
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
  return POD_SECURITY_CHECKS.flatMap((check) => {
    if (check.level === 'restricted' && level === 'baseline') return [];
    const wrong = fieldsOf(pod, containers, check).find(({ value }) => !check.allows(value ?? undefined));
    return wrong === undefined ? [] : [{ path: wrong.path, message: `${shortPath(wrong.path)} ${check.rule}` }];
  });
}

/** The level that the API server enforces in a namespace, according to the namespace's label in this run. */
export function enforcedLevel(namespace: string, index: Index): PodSecurityLevel {
  const object = index.get(Kind.NAMESPACE, 'default', namespace);
  const level = text(record(object?.metadata.labels)[`${POD_SECURITY_LABEL}enforce`]);
  return level === 'restricted' || level === 'baseline' ? level : 'privileged';
}

const FIELDS: Record<PodSecurityCheck['of'], (pod: Field, containers: readonly Field[], field: string) => Field[]> = {
  pod: (pod, _, field) => [fieldOf(pod, field)],
  volume: (pod, _, field) => itemsOf(pod, 'volumes').map((volume) => (field === '' ? volume : fieldOf(volume, field))),
  container: (_, containers, field) => containers.map((container) => fieldOf(container, field)),
  context: (pod, containers, field) => [pod, ...containers].map((each) => fieldOf(each, `securityContext.${field}`)),
  'inherited context': (pod, containers, field) =>
    containers.map((container) => {
      const own = fieldOf(container, `securityContext.${field}`);
      return (own.value ?? undefined) === undefined ? fieldOf(pod, `securityContext.${field}`) : own;
    }),
};

function fieldsOf(pod: Field, containers: readonly Field[], { of, fields }: PodSecurityCheck): Field[] {
  return fields.flatMap((field) => FIELDS[of](pod, containers, field));
}

function fieldOf({ path, value }: Field, field: string): Field {
  return { path: `${path}.${field}`, value: at(value, field) };
}

function itemsOf({ path, value }: Field, field: string): Field[] {
  return list(at(value, field)).map((item, index) => ({ path: `${path}.${field}[${index}]`, value: item }));
}

/** The field as its pod or container calls it: `hostPID`, `capabilities.drop`. */
function shortPath(path: string): string {
  return path.replace(/^.*(spec|securityContext|\])\./, '');
}
