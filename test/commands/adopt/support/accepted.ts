import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../../manifests/object/manifest';
import { admit } from '../../../../rules/admission';
import { manifestsOf } from './adopted';

// What the API server has accepted.

/** The recorded verdicts. */
export const FOLDER = join(__dirname, '..', '..', '..', 'verdicts');
/** The recorded answers in a file. */
export const lines = (name: string) =>
  readFileSync(join(FOLDER, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A cluster for objects whose own is not given. */
const PG = `
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: pg, namespace: default }
spec: { instances: 1, imageName: "ghcr.io/cloudnative-pg/postgresql:17.7", storage: { size: 1Gi }, externalClusters: [{ name: src, connectionParameters: { host: a } }] }
`;

/** The objects of a recorded manifest. */
export function given(file: string): Manifest[] {
  const text = readFileSync(join(FOLDER, 'create', file), 'utf8');
  return manifestsOf(text.includes('kind: Cluster\n') ? text : `${text}${PG}`);
}

export function isAccepted(manifest: Manifest): boolean {
  return admit(manifest).every(({ severity }) => severity !== 'error');
}

/** Files that the API server, and this project, have accepted. */
export const ACCEPTED = lines('create.jsonl')
  .filter(({ documents }) => documents.every(({ verdict }: { verdict: string }) => verdict === 'accept'))
  .filter(({ documents }) => documents.some(({ kind }: { kind: string }) => kind !== 'Backup'))
  .map(({ file }) => String(file))
  // The verdicts are those of 1.28.0; an application is made for the newest operator.
  .filter((file) => given(file).every(isAccepted));
