import { at, record } from '../../manifests/object/manifest';
import type { Expression, Words } from './expression';

/** The words of a cluster with what `spec` does not take in `adopted`: external clusters by in-tree Barman Cloud, and whole services. */
export function withAdoptedPart(words: Words): Words {
  const { externalClusters, managed, ...spec } = record(words.spec) as Words;
  const { services, ...kept } = record(managed) as Words;
  const { additional, ...others } = record(services) as Words;
  const externals = (Array.isArray(externalClusters) ? externalClusters : []) as readonly Expression[];
  const isInTree = (external: Expression) => at(external, 'barmanObjectStore') !== undefined;
  const inTree = externals.filter(isInTree);
  if (inTree.length === 0 && additional === undefined) return words;
  const rest = externals.filter((external) => !isInTree(external));
  const left = { ...kept, ...(size(others) > 0 && { services: others }) };
  const own = { ...spec, ...(rest.length > 0 && { externalClusters: rest }), ...(size(left) > 0 && { managed: left }) };
  const { spec: _, adopted, ...placed } = words;
  return {
    ...placed,
    ...(size(own) > 0 && { spec: own }),
    adopted: {
      ...(record(adopted) as Words),
      ...(inTree.length > 0 && { externalClusters: inTree }),
      ...(additional !== undefined && { managed: { services: { additional } } }),
    },
  };
}

function size(words: Words): number {
  return Object.keys(words).length;
}
