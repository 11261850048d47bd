import { cluster } from '.';

export const CNPG = 'ghcr.io/cloudnative-pg/postgresql';

export const on = (imageName: string, spec: Record<string, unknown> = {}) => [cluster({ imageName, ...spec })];

export const DIGEST = `sha256:${'ab'.repeat(32)}`;
