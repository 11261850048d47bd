import { Kind } from '../../manifests/object/kinds';
import { list, record, text } from '../../manifests/object/manifest';
import { POD_PATCH_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { parseJsonPatch } from '../admission/webhook/json-patch';
import { podPatchProblem } from '../admission/webhook/pod-patch';
import type { Rule } from '../engine/rule';

export const podPatchField: Rule = {
  id: 'pod-patch-field',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `A JSON patch may add any field, and the operator then decodes the result as a Pod. A field that no Pod has, usually a misspelled
one, is silently dropped. The webhook accepts the annotation and the pods run, but the patch has no effect.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/labels_annotations/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: shop-db
  annotations:
    cnpg.io/podPatch: '[{"op":"add","path":"/spec/hostAliasses","value":[{"ip":"10.0.0.7","hostnames":["nfs"]}]}]'
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: shop-db
  annotations:
    cnpg.io/podPatch: '[{"op":"add","path":"/spec/hostAliases","value":[{"ip":"10.0.0.7","hostnames":["nfs"]}]}]'
`,
  check({ metadata }, { report }) {
    const patch = text(record(metadata.annotations)[POD_PATCH_ANNOTATION]);
    if (patch === undefined || parseJsonPatch(patch) !== undefined) return;
    const problem = podPatchProblem(list(JSON.parse(patch)));
    if (problem === undefined || problem.isRefused) return;
    report({ path: `metadata.annotations.${POD_PATCH_ANNOTATION}`, message: problem.message, fix: problem.fix });
  },
};
