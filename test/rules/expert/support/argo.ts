import { application, withMetadata } from '.';

export const annotated = <Manifest extends { metadata: object }>(
  manifest: Manifest,
  annotations: Record<string, string>,
) => withMetadata(manifest, { annotations });

export const wave = <Manifest extends { metadata: object }>(manifest: Manifest, number: string) =>
  annotated(manifest, { 'argocd.argoproj.io/sync-wave': number });

export const chart = (name: string, spec: Record<string, unknown> = {}, source: Record<string, unknown> = {}) =>
  application(name, { source: { chart: name, targetRevision: '0.27.0', ...source }, ...spec });

export const database = (syncPolicy: object, name = 'shop-database', path = 'dist/shop') =>
  application(name, { source: { path }, syncPolicy });

export const options = (...syncOptions: string[]) => ({ syncPolicy: { syncOptions } });

export const operator = chart('cloudnative-pg');

export const revision = (targetRevision: unknown) => [chart('cloudnative-pg', {}, { targetRevision })];
