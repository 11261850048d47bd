import { at, list, type Manifest, text } from '../../manifests/object/manifest';
import { fieldAt, fieldEvidence, type ProtectedCluster, stated } from './protected-cluster';
import { objectStoresOf } from './stores';
import type { Evaluation, Evidence, SafeguardGap } from './verdict';

const STRONG = ['aws:kms', 'AES256'];

/** Every volume has a storage class that is declared as encrypted. */
export function volumeEncryption(subject: ProtectedCluster): Evaluation {
  const { cluster, declared } = subject;
  const evidence: Evidence[] = [];
  const gaps: SafeguardGap[] = [];
  for (const { path, name } of classesOf(cluster)) {
    const known = Object.keys(declared.storage);
    if (name === undefined) {
      const message = 'the volume uses the default storage class of its Kubernetes cluster';
      gaps.push({ path, message, fix: 'set a class that is declared in compliance.storage' });
    } else if (!known.includes(name)) {
      const message = `the class ${name} is not declared as encrypted: ${known.join(', ')} ${known.length === 1 ? 'is' : 'are'}`;
      gaps.push({
        path,
        message,
        fix: `use one of these, or declare in compliance.storage["${name}"] what encrypts it`,
      });
    } else {
      evidence.push(...fieldEvidence(cluster, path), stated(subject, 'storage', name));
    }
  }
  return { evidence, gaps };
}

/** Backups and WAL are encrypted at rest. Snapshots are copies of encrypted volumes. */
export function backups(subject: ProtectedCluster): Evaluation {
  const { cluster, declared } = subject;
  const policy = declared.backups === undefined ? [] : [stated(subject, 'backups.bucketPolicy')];
  const places = storesOf(subject);
  const parts = places.flatMap(({ manifest, path }) =>
    ['wal', 'data'].map((part) => ({ manifest, path: `${path}.${part}.encryption` })),
  );
  const open = parts.filter(({ manifest, path }) => !STRONG.includes(text(at(manifest, path)) ?? ''));
  const gaps: SafeguardGap[] = policy.length > 0 ? [] : open.map(({ manifest, path }) => notEncrypted(manifest, path));
  if (places.length === 0) {
    gaps.push({
      path: 'spec.plugins',
      message:
        'no ObjectStore is among these manifests: it is unknown where backups are and whether they are encrypted',
      fix: 'add an archive to the cluster, and validate its ObjectStore together with it',
    });
  }
  return {
    evidence: [
      ...parts.flatMap(({ manifest, path }) => fieldEvidence(manifest, path)),
      ...policy,
      ...fieldEvidence(cluster, 'spec.backup.volumeSnapshot'),
    ],
    gaps,
  };
}

function notEncrypted(manifest: Manifest, path: string): SafeguardGap {
  const given = text(at(manifest, path));
  return {
    path: manifest.kind === 'Cluster' ? path : null,
    message: `${manifest.kind} ${manifest.metadata.name}: ${path} is ${given ?? 'missing'}, so the bucket decides whether objects are encrypted`,
    fix: "set encryption: { wal: 'aws:kms', data: 'aws:kms' } in the ObjectStore, or compliance.backups.bucketPolicy",
  };
}

function storesOf({ cluster, index }: ProtectedCluster): { manifest: Manifest; path: string }[] {
  const inTree = at(cluster, 'spec.backup.barmanObjectStore');
  return [
    ...(inTree === undefined ? [] : [{ manifest: cluster, path: 'spec.backup.barmanObjectStore' }]),
    ...objectStoresOf(cluster, index).map((manifest) => ({ manifest, path: 'spec.configuration' })),
  ];
}

/** The storage classes of all volumes, and the fields that name them. */
function classesOf(cluster: Manifest): { path: string; name: string | undefined }[] {
  const tablespaces = list(at(cluster, 'spec.tablespaces')).map((_, i) => `spec.tablespaces[${i}].storage`);
  const wal = at(cluster, 'spec.walStorage') === undefined ? [] : ['spec.walStorage'];
  return ['spec.storage', ...wal, ...tablespaces].map((path) => {
    const [own, template] = [`${path}.storageClass`, `${path}.pvcTemplate.storageClassName`];
    const named = [own, template].find((each) => text(fieldAt(cluster, each)));
    return { path: named ?? own, name: named && text(fieldAt(cluster, named)) };
  });
}
