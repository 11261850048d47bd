import type { Json } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, record } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { admitAsWritten } from '../../rules/admission/as-written';
import { ClusterView } from '../../rules/admission/webhook/cluster-view';
import type { Target } from '../../values/cnpg/target';
import type { FieldChange } from './change';

/** What the API server and CNPG's webhooks would refuse in an update or a creation. */
export function rejections(after: Manifest, before: Manifest | undefined, target: Target): readonly Finding[] {
  const old = before === undefined ? undefined : withLiveMajor(before);
  const findings = admitAsWritten(after, { target, ...(old && { old }) });
  const isRead = groupKindOf(after) !== Kind.CLUSTER || new ClusterView(after as Json).major !== undefined;
  return findings.filter(
    // Defaults are those of the major: where the tag of the image names none, parameters only seem to change.
    ({ severity, rule }) => severity === 'error' && (isRead || rule !== 'cluster-image-and-parameters'),
  );
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
