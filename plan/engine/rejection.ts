import type { Json } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, record } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { admitAsWritten } from '../../rules/admission/as-written';
import { ClusterView } from '../../rules/admission/webhook/cluster-view';
import type { Target } from '../../values/cnpg/target';
import type { FieldChange } from './change';
import { formsOf, isOpenPath } from './open-values';

/** What the API server and CNPG's webhooks would refuse in an update or a creation. */
export function rejections(after: Manifest, before: Manifest | undefined, target: Target): readonly Finding[] {
  const old = before === undefined ? undefined : withLiveMajor(before);
  const findings = admittedWhatever(after, old, target);
  const isRead = groupKindOf(after) !== Kind.CLUSTER || new ClusterView(after as Json).major !== undefined;
  return findings.filter(
    // Defaults are those of the major: where the tag of the image names none, parameters only seem to change.
    ({ severity, rule }) => severity === 'error' && (isRead || rule !== 'cluster-image-and-parameters'),
  );
}

/** What holds whatever variables stand for: with a value for each, and without them. */
function admittedWhatever(after: Manifest, old: Manifest | undefined, target: Target): readonly Finding[] {
  const [olds, nexts] = [old && formsOf(old), formsOf(after)];
  const [first = [], ...others] = nexts.forms.map((form, index) => {
    const before = olds?.forms[index] ?? olds?.forms[0];
    return admitAsWritten(form, { target, ...(before && { old: before }) });
  });
  const unknown = [...nexts.unknown, ...(olds?.unknown ?? [])];
  const isSame = (a: Finding, b: Finding) => a.rule === b.rule && a.path === b.path;
  return first
    .filter((finding) => others.every((each) => each.some((other) => isSame(finding, other))))
    .filter(({ path }) => !isOpenPath(path, unknown));
}

/** The fields, with the refused ones marked. A finding about an unchanged field becomes a field of its own. */
export function markRejected(
  fields: readonly FieldChange[],
  findings: readonly Finding[],
  after: Manifest,
): readonly FieldChange[] {
  const marked = [...fields];
  for (const { path, message, fix } of findings) {
    const reason = `${path === null ? '' : `${path} `}${message}${fix === null ? '' : `. ${fix}`}`;
    const blamed = marked.flatMap((field, index) => (path !== null && overlaps(field.path, path) ? [index] : []));
    for (const index of blamed) {
      const field = marked[index];
      if (field !== undefined) marked[index] = { ...field, impact: 'rejected', reason };
    }
    if (blamed.length > 0) continue;
    const value = path === null ? null : (at(after, path.replaceAll(/\[(\d+)\]/g, '.$1')) ?? null);
    marked.push({ path: path ?? '', before: value, after: value, impact: 'rejected', reason });
  }
  return marked;
}

// Keys of lists are written differently: `tablespaces[name=logs]` here, `tablespaces[0]` there.
function overlaps(ours: string, theirs: string): boolean {
  const [a, b] = [ours, theirs].map((path) => path.replaceAll(/\[[^\]]*\]/g, ''));
  if (a === undefined || b === undefined) return false;
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

/** The webhook reads the running major from the status, which is not in git. */
function withLiveMajor(cluster: Manifest): Manifest {
  if (groupKindOf(cluster) !== Kind.CLUSTER || at(cluster, 'status.pgDataImageInfo') !== undefined) return cluster;
  const view = new ClusterView(cluster as Json);
  if (view.major === undefined) return cluster;
  const pgDataImageInfo = { image: view.text('imageName'), majorVersion: view.major };
  return { ...cluster, status: { ...record(cluster.status), pgDataImageInfo } };
}
