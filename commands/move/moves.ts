import { archivingBarmanCloud } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, record } from '../../manifests/object/manifest';
import { clusterNameProblem, dns1123LabelProblem } from '../../values/kubernetes/names';
import { Quantity } from '../../values/kubernetes/quantity';
import { attempt } from '../../values/text/invalid-value';
import { UsageError } from '../cli/usage-error';

/** Where a cluster moves; one of them. */
export interface Moved {
  readonly storageClass?: string;
  readonly size?: string;
  /** Destination path of its object store. */
  readonly bucket?: string;
  readonly namespace?: string;
  readonly name?: string;
}

interface Move {
  readonly option: keyof Moved;
  readonly flag: string;
  /** The objects as somebody would change them in one commit. */
  readonly apply: (manifests: readonly Manifest[], cluster: string, to: string) => readonly Manifest[];
}

/** Each move as the change that it would be in one commit. */
export const MOVES: readonly Move[] = [
  {
    option: 'storageClass',
    flag: '--storage-class',
    apply: (manifests, name, storageClass) =>
      onCluster(manifests, name, ({ spec, ...cluster }) => {
        const { storage, walStorage, tablespaces } = record(spec);
        const moved = (volume: unknown) => ({ ...record(volume), storageClass });
        return {
          ...cluster,
          spec: {
            ...record(spec),
            storage: moved(storage),
            ...(walStorage !== undefined && { walStorage: moved(walStorage) }),
            ...(tablespaces !== undefined && {
              tablespaces: list(tablespaces).map((each) => ({ ...record(each), storage: moved(at(each, 'storage')) })),
            }),
          },
        };
      }),
  },
  {
    option: 'size',
    flag: '--size',
    apply: (manifests, name, given) => {
      const size = sizeOf(given);
      return onCluster(manifests, name, ({ spec, ...cluster }) => ({
        ...cluster,
        spec: { ...record(spec), storage: { ...record(at(spec, 'storage')), size } },
      }));
    },
  },
  { option: 'bucket', flag: '--bucket', apply: toBucket },
  {
    option: 'namespace',
    flag: '--namespace',
    apply: (manifests, name, namespace) => {
      refuse('--namespace', namespace, dns1123LabelProblem(namespace));
      return onCluster(manifests, name, (cluster) => ({ ...cluster, metadata: { ...cluster.metadata, namespace } }));
    },
  },
  {
    option: 'name',
    flag: '--name',
    apply: (manifests, old, name) => {
      refuse('--name', name, clusterNameProblem(name));
      return onCluster(manifests, old, (cluster) => ({ ...cluster, metadata: { ...cluster.metadata, name } }));
    },
  },
];

type Change = (cluster: Manifest) => Manifest;

function onCluster(manifests: readonly Manifest[], name: string, change: Change): Manifest[] {
  const isIt = (each: Manifest) => groupKindOf(each) === Kind.CLUSTER && each.metadata.name === name;
  return manifests.map((each) => (isIt(each) ? change(each) : each));
}

/** A second ObjectStore beside the first, to which the cluster alone goes. */
function toBucket(manifests: readonly Manifest[], name: string, destinationPath: string): Manifest[] {
  refuse(
    '--bucket',
    destinationPath,
    /^\w+:\/\/\S+$/.test(destinationPath) ? undefined : 'is no path such as s3://bucket/path',
  );
  const cluster = manifests.find((each) => groupKindOf(each) === Kind.CLUSTER && each.metadata.name === name);
  const from = cluster && archivingBarmanCloud(cluster)?.parameters.barmanObjectName;
  const store = manifests.find((each) => groupKindOf(each) === Kind.OBJECT_STORE && each.metadata.name === from);
  if (store === undefined) throw new UsageError(`cluster "${name}" archives to no ObjectStore of its application`);
  if (at(store, 'spec.configuration.destinationPath') === destinationPath) return [...manifests];
  const barmanObjectName = `${from}-new`;
  const second: Manifest = {
    ...store,
    metadata: { ...store.metadata, name: barmanObjectName },
    spec: { ...record(store.spec), configuration: { ...record(at(store, 'spec.configuration')), destinationPath } },
  };
  const moved = onCluster(manifests, name, ({ spec, ...rest }) => ({
    ...rest,
    spec: {
      ...record(spec),
      plugins: list(at(spec, 'plugins')).map((each) => archivingTo(each, from, barmanObjectName)),
    },
  }));
  return [...moved, second];
}

function archivingTo(plugin: unknown, from: unknown, barmanObjectName: string): object {
  const { parameters, ...rest } = record(plugin);
  const moved = at(parameters, 'barmanObjectName') === from ? { ...record(parameters), barmanObjectName } : parameters;
  return { ...rest, parameters: moved };
}

function sizeOf(given: string): string {
  const size = attempt(() => Quantity.parse(given));
  refuse('--size', given, size === undefined ? 'is no quantity such as 20Gi' : undefined);
  return given;
}

function refuse(flag: string, given: string, problem: string | undefined): void {
  if (problem !== undefined) throw new UsageError(`${flag} "${given}" ${problem}`);
}
