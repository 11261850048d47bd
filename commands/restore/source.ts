import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { App } from 'cdk8s';
import { Pooler, type PostgresCluster } from '../../constructs/index';
import { archiveFolderOf } from '../../manifests/cnpg/archives';
import { ownStoreReferences } from '../../manifests/cnpg/plugins';
import { render } from '../../manifests/files/render';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { bugsOf } from '../../manifests/releases/known-bugs';
import { type LineageEntry, serverNameIn } from '../../plan/lineage/lineage-entry';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { parseLock } from '../../plan/lineage/lineage-lock';
import { retentionDays } from '../../values/time/retention';
import { UsageError } from '../cli/usage-error';
import { clientsOf } from './clients';
import { inTreeProblem, READS_PLUGIN } from './in-tree-archive';

/** What a tree renders now. */
export function indexOf(app: App): Index {
  return new Index(render(app).map(({ manifest }) => manifest));
}

/**
 * Days that the archive of a cluster keeps; undefined where nothing is ever removed.
 * @param index - of what is rendered with it
 */
export function keptDays(index: Index, cluster: PostgresCluster): number | undefined {
  const manifest = index.get(Kind.CLUSTER, cluster.namespace, cluster.name);
  if (manifest === undefined || archiveFolderOf(manifest, index) === undefined) {
    throw new UsageError(`cluster "${cluster.name}" archives nowhere: there is nothing to recover from`);
  }
  const inTree = inTreeProblem(cluster, READS_PLUGIN);
  if (inTree !== undefined) throw new UsageError(inTree);
  const [reference] = ownStoreReferences(manifest);
  const store = reference && index.get(Kind.OBJECT_STORE, namespaceOf(manifest), reference.store);
  const policy = text(at(store, 'spec.retentionPolicy'));
  return policy === undefined ? undefined : retentionDays(policy);
}

/** What a procedure has to know of the declared cluster and of the recovered one, which is in the tree. */
export function facts(app: App, cluster: PostgresCluster, recovered: string, operator: string) {
  const index = indexOf(app);
  const [manifest] = index.all(Kind.CLUSTER).filter(({ metadata }) => metadata.name === recovered);
  const bugs = manifest === undefined ? [] : bugsOf(manifest, index, operator);
  const poolers = app.node.findAll().filter((construct) => construct instanceof Pooler);
  return {
    bugs: bugs.filter(({ bug }) => bug.recovery === true),
    poolers: poolers.filter(({ clusterName }) => clusterName === cluster.name).map(({ name }) => name),
    clients: clientsOf(app, [cluster], index),
  };
}

/** Names of clusters and archives that the lineage lock remembers: what has been written to once is not taken again. */
export function usedNames(root: string): string[] {
  return lineage(root).flatMap((entry) =>
    'archive' in entry ? serverNameIn(entry.archive) : (entry.object.split('/').at(-1) ?? []),
  );
}

/** What the lineage lock remembers; nothing before the first synth. */
export function lineage(root: string): readonly LineageEntry[] {
  const file = resolve(root, LINEAGE_FILE);
  return existsSync(file) ? parseLock(readFileSync(file, 'utf8')).entries : [];
}
