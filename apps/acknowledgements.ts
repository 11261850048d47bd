import type { Acknowledgement } from '../constructs/index';

/**
 * What holds state and goes, and archives that are written again, each with its reason; here, since an application takes its own folder
 * with it. An entry may go once the branch that Argo CD watches has lived without the object for a while: docs/removal.md.
 *
 * @example { delete: 'Cluster shop/shop-db', reason: 'the shop is closed, its last backup is in the vault' }
 */
export const acknowledgements: readonly Acknowledgement[] = [];
