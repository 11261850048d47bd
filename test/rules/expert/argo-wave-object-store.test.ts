import { argoWaveObjectStore } from '../../../rules/expert/argo-wave-object-store';
import { application, archived, objectStore, table } from './support';
import { wave } from './support/argo';

table(argoWaveObjectStore, [
  [
    'after the Cluster',
    [wave(archived(), '0'), wave(objectStore('backups', 'shop'), '1')],
    ['in wave 1, after this Cluster'],
  ],
  ['with it', [wave(archived(), '0'), objectStore('backups', 'shop')], []],
  ['before it', [archived(), wave(objectStore('backups', 'shop'), '-1'), application('a', {})], []],
  ['no Argo CD', [archived(), objectStore('backups', 'shop')], []],
]);
