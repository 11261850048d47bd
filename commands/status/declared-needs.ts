import { storageClassesOf } from '../../manifests/cnpg/storage-classes';
import { isOfCluster, makerOf, secretsNamed } from '../../manifests/kubernetes/secret-keys';
import { secretReferencesOf } from '../../manifests/kubernetes/secret-references';
import { Kind } from '../../manifests/object/kinds';
import { at, groupOf, list, type Manifest, namespaceOf, record } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { compareBy } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import { liveObject, MISSING, type Need, presence } from './need';

const CRD = ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'] as const;

/** What manifests lean on and do not bring: kinds, namespaces, storage classes, Secrets. */
export function declaredNeeds(manifests: readonly Manifest[]): Need[] {
  return [
    ...kinds(manifests),
    ...[...new Set(manifests.flatMap(({ metadata }) => metadata.namespace ?? []))]
      .sort()
      .map((name) => presence(`namespace ${name}`, 'v1', 'Namespace', name)),
    ...[...groupBy(new Index(manifests).all(Kind.CLUSTER).flatMap(volumes), ({ name }) => name)].map(([name, users]) =>
      presence(
        `storage class ${name} (${users.map(({ user }) => user).join(', ')})`,
        'storage.k8s.io/v1',
        'StorageClass',
        name,
      ),
    ),
    ...secrets(manifests),
  ];
}

function volumes(cluster: Manifest) {
  return storageClassesOf(cluster).map((name) => ({ name, user: `Cluster ${cluster.metadata.name}` }));
}

/** Kinds that Kubernetes itself does not have. */
function kinds(manifests: readonly Manifest[]): Need[] {
  const custom = manifests.filter(({ apiVersion }) => {
    const group = groupOf(apiVersion);
    return group.includes('.') && !group.endsWith('.k8s.io');
  });
  return [...groupBy(custom, ({ apiVersion, kind }) => `${kind} of ${apiVersion}`)]
    .sort(compareBy(([what]) => what))
    .map(([what, [first]]) => ({
      what: `kind ${what}`,
      wrong: async (live) => {
        const all = await live.list(...CRD, '');
        return all.some((crd) => first !== undefined && serves(crd, first)) ? undefined : MISSING;
      },
    }));
}

function serves(crd: Manifest, { apiVersion, kind }: Manifest): boolean {
  const [group, version] = apiVersion.split('/');
  return (
    at(crd, 'spec.group') === group &&
    at(crd, 'spec.names.kind') === kind &&
    list(at(crd, 'spec.versions'))
      .map(record)
      .some(({ name, served }) => name === version && served === true)
  );
}

/** Those that the operator makes for a Cluster are left out: they come with it. */
function secrets(manifests: readonly Manifest[]): Need[] {
  const index = new Index(manifests);
  const read = manifests.flatMap((manifest) => {
    const namespace = namespaceOf(manifest);
    return secretReferencesOf(manifest)
      .filter(({ name }) => !secretsNamed(namespace, name, index).some(isOfCluster))
      .map(({ name, keys }) => ({ namespace, name, keys }));
  });
  return [...groupBy(read, ({ namespace, name }) => `${namespace}/${name}`)]
    .sort(compareBy(([place]) => place))
    .map(([place, references]) => {
      const keys = [...new Set(references.flatMap((each) => each.keys))].sort();
      const [namespace = '', name = ''] = place.split('/');
      const makers = [...new Set(secretsNamed(namespace, name, index).map(makerOf))];
      return {
        what: `Secret ${place}${keys.length === 0 ? '' : `: ${keys.join(', ')}`}`,
        ...(makers.length > 0 && { makers }),
        wrong: lacking(namespace, name, keys),
      };
    });
}

function lacking(namespace: string, name: string, keys: readonly string[]): Need['wrong'] {
  return async (live) => {
    const secret = await liveObject(live, 'v1', 'Secret', name, namespace);
    if (secret === undefined) return MISSING;
    const data = record(secret.data);
    const without = keys.filter((key) => data[key] === undefined || data[key] === '');
    return without.length === 0 ? undefined : `it has no ${without.join(', ')}`;
  };
}
