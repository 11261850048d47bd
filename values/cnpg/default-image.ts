/** The image of CNPG 1.28.0 for clusters that name none. */
export const DEFAULT_IMAGE = 'ghcr.io/cloudnative-pg/postgresql:18.1-system-trixie';
