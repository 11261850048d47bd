import type { Platform } from '../../constructs/index';
import { record } from '../../manifests/object/manifest';
import { type AdoptedModel, type AdoptedObject, type AdoptedProduction, declaredOwner, storeOf } from './adopted-model';
import { type Expression, type Words, words } from './expression';
import { renderModel } from './fit-model';
import { type AdoptionOptions, unexpected } from './proof';
import { triedInput } from './tried-input';

/**
 * The same objects as one ProductionDatabase, if it renders them as they were: then what new databases have is one prop away. Its shape is
 * one Cluster, which follows nothing, and whose archive is one of the objects.
 */
export function productionModel(model: AdoptedModel, platform: Platform, options: AdoptionOptions): AdoptedModel {
  const found = [true, false]
    .flatMap((isWatched) => productionOf(model, platform, isWatched) ?? [])
    .map((production) => ({ ...model, production }))
    .find((each) => triedInput(() => unexpected(each, renderModel(each, options), options)).value?.length === 0);
  return found ?? model;
}

/** @param isWatched - whether PodMonitors that have the names and selectors of its own are its own */
function productionOf(model: AdoptedModel, platform: Platform, isWatched: boolean): AdoptedProduction | undefined {
  const [cluster, ...others] = model.objects.filter(({ kind }) => kind.construct === 'PostgresCluster');
  if (cluster === undefined || others.length > 0 || 'replica' in cluster.words) return undefined;
  const store = storeOf(model, cluster);
  if ('archive' in cluster.words && store === undefined) return undefined;
  const of = (owner: AdoptedObject, construct: string) =>
    model.objects.filter((each) => each.kind.construct === construct && declaredOwner(model, each) === owner);
  const schedule = store && of(cluster, 'ScheduledBackup').find((each) => !('method' in each.words));
  const [monitor, ...more] = of(cluster, 'PodMonitor');
  const watched = isWatched && more.length === 0 ? monitor : undefined;
  const poolers = of(cluster, 'Pooler').filter((pooler) => {
    const names = of(pooler, 'PodMonitor').map(({ name }) => name);
    return watched ? names.join() === `${pooler.name}-podmonitor` : names.length === 0;
  });
  const monitors = watched ? [watched, ...poolers.flatMap((pooler) => of(pooler, 'PodMonitor'))] : [];
  const said = new Set([cluster, store, schedule, ...poolers, ...monitors]);
  return {
    platform,
    cluster,
    declaration: words({
      database: databaseWords(cluster),
      backup: store ? { store: store.words, schedule: schedule?.words ?? false } : { adopted: true },
      poolers: poolers.length === 0 ? undefined : poolers.map((each) => each.words),
    }),
    off: {
      access: false,
      network: false,
      monitoring: watched ? { podMonitor: watched.words, queries: false, alerts: false, dashboards: false } : false,
      compose: false,
    },
    beside: model.objects.filter((each) => !said.has(each)),
  };
}

/** The store is another part of the declaration; the folder in it stays with the cluster, where a major upgrade looks for it. */
function databaseWords({ words: { archive, ...database } }: AdoptedObject): Words {
  const { serverName } = record(archive) as Readonly<Record<string, Expression>>;
  return words({ ...database, serverName });
}
