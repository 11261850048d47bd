import type { PostgresMajor } from '../../values/cnpg/image';

/** Values that npm's builds are compiled without, and Debian's packages in CNPG's images with. */
export const UNCOMPILED: readonly (readonly [
  name: string,
  values: readonly string[],
  page: string,
  since: PostgresMajor,
])[] = [
  ['default_toast_compression', ['lz4'], 'runtime-config-client.html#GUC-DEFAULT-TOAST-COMPRESSION', '14'],
  ['io_method', ['io_uring'], 'runtime-config-resource.html#GUC-IO-METHOD', '18'],
  ['wal_compression', ['lz4', 'zstd'], 'runtime-config-wal.html#GUC-WAL-COMPRESSION', '15'],
];
