import { pluginArchiveOf } from '../../manifests/cnpg/archives';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record } from '../../manifests/object/manifest';
import { DEPENDENT_KINDS } from '../../manifests/object/kinds';
import { clusterNameProblem, dns1123LabelProblem } from '../../values/kubernetes/names';
import { Quantity } from '../../values/kubernetes/quantity';
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
      const size = Quantity.parse(given).toString();
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
