import { pluginServerName } from '../../../rules/expert/plugin-server-name';
import { archived, cluster, table } from './support';
import { external } from './support/archives';

table(pluginServerName, [
  ['none', [cluster({ externalClusters: external({}) })], ['backups of "shop-db", this Cluster itself, not of source']],
  ['one', [cluster({ externalClusters: external({ serverName: 'old' }) })], []],
  ['the archive itself, where the default is right', [archived()], []],
]);
