import { inject } from 'vitest';
import { DEFAULT_TARGET, type Target } from '../../../values/cnpg/target';

const [, minor] = /^(1\.\d+)/.exec(inject('kubernetes')) ?? [];

/** What the server of this run is, and whose CRDs it has. */
export const target: Target = { ...inject('products'), kubernetes: minor ?? DEFAULT_TARGET.kubernetes };

/** The newest CRDs have every field; examples and recorded objects may use those. */
export const isNewest = target.operator === DEFAULT_TARGET.operator;
