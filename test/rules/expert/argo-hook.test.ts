import { argoHook } from '../../../rules/expert/argo-hook';
import { cluster, objectStore, table } from './support';
import { annotated, wave } from './support/argo';

table(argoHook, [
  ['of Helm', [annotated(objectStore('b', 'shop'), { 'helm.sh/hook': 'pre-install' })], ['as a hook (pre-install)']],
  ['of Argo CD', [annotated(cluster({}), { 'argocd.argoproj.io/hook': 'PreSync' })], ['as a hook (PreSync)']],
  ['none', [wave(cluster({}), '0')], []],
]);
