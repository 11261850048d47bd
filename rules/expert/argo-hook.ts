import { Kind, NAMESPACED_KINDS } from '../../manifests/object/kinds';
import { record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const HOOKS = ['argocd.argoproj.io/hook', 'helm.sh/hook'];

export const argoHook: Rule = {
  id: 'argo-hook',
  severity: 'error',
  kinds: [...NAMESPACED_KINDS, Kind.CLUSTER_IMAGE_CATALOG],
  why: `Argo CD treats Helm hooks as its own hooks: it creates such an object before each sync, deletes it before it creates it again, does
not track it and shows no difference. CNPG's own chart renders an ObjectStore this way. The store is gone for a moment at each sync, and WAL
archiving stops with it. A Cluster with a hook annotation becomes a new, empty one.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop, annotations: {helm.sh/hook: "pre-install,pre-upgrade"}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "-1"}}
`,
  check(manifest, { report }) {
    const annotations = record(manifest.metadata.annotations);
    for (const name of HOOKS.filter((each) => Object.hasOwn(annotations, each))) {
      report({
        path: `metadata.annotations.${name}`,
        message: `as a hook (${annotations[name]}) this ${manifest.kind} is deleted and created again at each sync, and is not tracked`,
        fix: 'delete the annotation; use argocd.argoproj.io/sync-wave to order the sync',
      });
    }
  },
};
