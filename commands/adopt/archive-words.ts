import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Node } from '../../rules/admission/server/node';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { ImageReference } from '../../values/cnpg/image';
import { attempt } from '../../values/text/invalid-value';
import { apiWords } from './api-words';
import * as common from './common-words';
import { call, type Expression, words } from './expression';

type Json = Readonly<Record<string, unknown>>;

/** The plugin that archives, and those beside it. */
export function archiveWords(cluster: Manifest): Record<string, Expression | undefined> {
  const plugins = list(at(cluster, 'spec.plugins')).map(record);
  const archiver = plugins.find(({ name, isWALArchiver }) => name === BARMAN_CLOUD_PLUGIN && isWALArchiver === true);
  const { barmanObjectName, serverName } = record(archiver?.parameters);
  const store = text(barmanObjectName);
  const others = store === undefined ? plugins : plugins.filter((each) => each !== archiver);
  return {
    archive:
      store === undefined
        ? undefined
        : words({ store: call('ObjectStore.fromObjectStoreName', store), serverName: common.textWord(serverName) }),
    plugins: others.length === 0 ? undefined : others.map(pluginWord),
  };
}

function pluginWord({ name, enabled, isWALArchiver, parameters }: Json): Expression {
  return words({
    name: String(name),
    enabled: enabled === false ? false : undefined,
    walArchiver: isWALArchiver === true ? true : undefined,
    parameters: common.some(parameters),
  });
}

/** What no new cluster has. An image that floats is let through by an empty one. */
export function adoptedWord(
  { backup, monitoring }: Json,
  { imageName }: Json,
  node: Node | undefined,
): Expression | undefined {
  const spec = node?.field('spec');
  const chosen = (value: unknown, keys: readonly string[], schema: Node | undefined) => {
    const own = Object.entries(record(value)).filter(([key]) => keys.includes(key));
    return own.length === 0 ? undefined : apiWords(Object.fromEntries(own), schema);
  };
  const found = words({
    backup: chosen(backup, ['barmanObjectStore', 'retentionPolicy'], spec?.field('backup')),
    monitoring: chosen(
      monitoring,
      ['enablePodMonitor', 'podMonitorMetricRelabelings', 'podMonitorRelabelings'],
      spec?.field('monitoring'),
    ),
  });
  const floats = typeof imageName === 'string' && attempt(() => ImageReference.parse(imageName))?.isPinned === false;
  return Object.keys(found).length === 0 && !floats ? undefined : found;
}
