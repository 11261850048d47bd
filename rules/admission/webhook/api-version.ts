import { groupOf } from '../../../manifests/object/manifest';
import type { Target } from '../../../values/cnpg/target';
import { Version } from '../../../values/cnpg/version';
import {
  ADDED_KINDS,
  NEWEST_KUBERNETES,
  OPTIONAL_KINDS,
  REMOVED_KINDS,
  SERVED_KINDS,
} from '../../../values/kubernetes/kubernetes-apis';
import { nearest } from '../../../values/text/nearest';
import { kindOf, releasesWith } from '../server/facts';
import { schemaReleases } from '../server/schema-releases';

export interface ApiVersionProblem {
  readonly severity: 'error' | 'warning';
  readonly path: 'apiVersion' | 'kind';
  readonly message: string;
  readonly fix: string;
}

/** Groups with only one version, which is known here. Other products have served more versions, and may again. */
const OF_ONE_VERSION = ['postgresql.cnpg.io', 'barmancloud.cnpg.io'];
const VERSIONS = ['v1', 'v2', 'v1beta1', 'v1beta2', 'v1alpha1'];
/** Other kinds of `v1` and other groups: client-side files, and objects that are only ever sent. */
const NOT_KEPT = ['Config', 'List', 'Status', 'DeleteOptions', 'Scale', 'Eviction', 'TokenRequest'];
const UNSTABLE = /^v\d+(?:alpha|beta)\d+$/;

const served = byApiVersion(SERVED_KINDS);
const optional = byApiVersion(OPTIONAL_KINDS);
const groups = new Set([...served.keys(), ...REMOVED_KINDS.map(([apiVersion]) => apiVersion)].map(groupOf));

/** Why a server does not know an apiVersion and kind that have no schema here; undefined if it may know them. */
export function apiVersionProblem(apiVersion: string, kind: string, target: Target): ApiVersionProblem | undefined {
  const group = groupOf(apiVersion);
  if (groups.has(group)) return ofKubernetes(apiVersion, kind, Version.parse(target.kubernetes));
  // A kind that is not built into Kubernetes comes with a CRD, and the group of a CRD has a dot.
  const home = group.includes('.') ? undefined : homeOf(kind);
  if (home !== undefined) return unserved('apiVersion', `Kubernetes has no API group "${group}"`, `write ${home}`);
  return ofOtherRelease(apiVersion, kind, target) ?? ofProduct(apiVersion, kind, target);
}

function ofKubernetes(apiVersion: string, kind: string, target: Version): ApiVersionProblem | undefined {
  if (NOT_KEPT.includes(kind)) return undefined;
  const added = rowOf(ADDED_KINDS, apiVersion, kind);
  if (added !== undefined && target.compareTo(Version.parse(`1.${added[1]}`)) < 0) {
    const message = `Kubernetes ${target.major}.${target.minor} serves no ${kind} in ${apiVersion}: 1.${added[1]} is the first that does`;
    return unserved('apiVersion', message, `upgrade Kubernetes to 1.${added[1]}, or leave the object out`);
  }
  if (served.get(apiVersion)?.includes(kind)) return undefined;
  if (optional.get(apiVersion)?.includes(kind)) return undefined;
  const home = homeOf(kind, groupOf(apiVersion));
  const fix = home === undefined ? 'use its replacement, or remove it' : `write ${home}`;
  const removed = rowOf(REMOVED_KINDS, apiVersion, kind);
  if (removed !== undefined) {
    const isGone = target.compareTo(Version.parse(`1.${removed[1]}`)) >= 0;
    const message = `Kubernetes 1.${removed[1]} has removed ${kind} from ${apiVersion}: no object of it can be applied`;
    return isGone ? unserved('apiVersion', message, fix) : undefined;
  }
  if (target.compareTo(Version.parse(`1.${NEWEST_KUBERNETES + 1}`)) >= 0) return undefined;
  // Some alpha and beta versions are served only if they are enabled.
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  if (!served.has(apiVersion) && UNSTABLE.test(version) && home === undefined) return undefined;
  if (home !== undefined)
    return unserved('apiVersion', `Kubernetes serves no ${kind} in ${apiVersion}`, `write ${home}`);
  const near = nearest(kind, served.get(apiVersion) ?? []);
  const known = near === undefined ? 'write a kind of this group' : `write ${near}`;
  return unserved('kind', `Kubernetes serves no ${kind} in ${apiVersion}`, known);
}

function rowOf(table: typeof ADDED_KINDS, apiVersion: string, kind: string): (typeof ADDED_KINDS)[number] | undefined {
  return table.find(([each, , kinds]) => each === apiVersion && kinds.split(' ').includes(kind));
}

/** A kind that the product has in other releases than that of the target. */
function ofOtherRelease(apiVersion: string, kind: string, target: Target): ApiVersionProblem | undefined {
  const releases = schemaReleases(groupOf(apiVersion), target);
  const [first] = releasesWith(apiVersion, kind);
  if (releases === undefined || first === undefined) return undefined;
  const { part, product, by } = releases;
  const message = `${product} ${by} has no ${kind}: of the releases known here, ${first} is the first that has it`;
  return unserved(
    'kind',
    message,
    `upgrade ${product} from ${target[part]} to ${first} or newer, or remove the object`,
  );
}

function ofProduct(apiVersion: string, kind: string, target: Target): ApiVersionProblem | undefined {
  const group = groupOf(apiVersion);
  const known = VERSIONS.map((version) => `${group}/${version}`).filter(
    (each) => kindOf(each, kind, target) !== undefined,
  );
  const isOne = OF_ONE_VERSION.includes(group);
  if (known.length === 0 && !(isOne && apiVersion !== `${group}/v1`)) return undefined;
  const right = known.join(' or ') || `${group}/v1`;
  if (isOne) return unserved('apiVersion', `${apiVersion} is served by no version of its operator`, `write ${right}`);
  const message = `the known apiVersion of ${kind} is ${right}: nothing could be checked in ${apiVersion}, and a server may not serve it`;
  return {
    severity: 'warning',
    path: 'apiVersion',
    message,
    fix: `write ${right}, or verify that the server serves this one`,
  };
}

/** The newest apiVersion of a built-in kind, preferably in its own group. */
function homeOf(kind: string, group?: string): string | undefined {
  const found = [...served].flatMap(([apiVersion, kinds]) => (kinds.includes(kind) ? [apiVersion] : []));
  return (
    found.findLast((apiVersion) => groupOf(apiVersion) === group) ??
    found.findLast((each) => each === 'v1') ??
    found.at(-1)
  );
}

function unserved(path: ApiVersionProblem['path'], message: string, fix: string): ApiVersionProblem {
  return { severity: 'error', path, message, fix };
}

function byApiVersion(table: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(table).map(([apiVersion, kinds]) => [apiVersion, kinds.split(' ')]));
}
