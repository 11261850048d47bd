import { read } from '../../../../manifests/files/read';
import { installationsOf } from '../../../../manifests/installations/installations';
import { Index } from '../../../../manifests/object/object-index';

export const REPO = 'https://github.com/cloudnative-pg/cloudnative-pg';
export const OCI = 'oci://ghcr.io/cloudnative-pg/charts';

export function seenIn(yaml: string): string[] {
  const manifests = read(yaml, 'a.yaml').flatMap(({ manifest }) => manifest ?? []);
  const index = new Index(manifests);
  return manifests
    .flatMap((manifest) => installationsOf(manifest, index))
    .map(
      ({ component, version, path, evidence, unknown }) =>
        `${component} ${unknown === undefined ? '' : `unknown (${unknown}) by `}${version} ${path}: ${evidence}`,
    );
}

export function object(apiVersion: string, kind: string, spec: string, name = 'cnpg'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: cnpg-system}\nspec: ${spec}\n---\n`;
}
export const release = (spec: string) => object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', spec);
export const application = (spec: string) => object('argoproj.io/v1alpha1', 'Application', spec);
export const flux = (kind: string, spec: string) => object('source.toolkit.fluxcd.io/v1', kind, spec);
export const deployment = (image: string) =>
  object('apps/v1', 'Deployment', `{template: {spec: {containers: [{name: manager, image: "${image}"}]}}}`);
export const kustomization = (text: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}\n`;
export const chart = (version: string, name = 'cloudnative-pg') =>
  release(`{chart: {spec: {chart: ${name}, version: "${version}", sourceRef: {kind: HelmRepository, name: cnpg}}}}`);

/** What is given, and what is seen in it. */
export type Row = readonly [what: string, yaml: string, seen: readonly string[]];
