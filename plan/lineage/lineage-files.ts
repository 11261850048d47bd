/** The file for an acknowledgement, which outlives the applications. */
export const ACKNOWLEDGEMENTS_FILE = 'apps/acknowledgements.ts';

/** Name of the lock, next to and never inside of the output folder, where Argo CD would take it for a manifest. */
export const LINEAGE_FILE = 'lineage.lock.json';
