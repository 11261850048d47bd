import type { TableSource } from '../declarations/table-source';
import { attempt } from '../text/invalid-value';
import { ImageReference } from './image';
import { type ImageFlavour, readImageTag } from './image-tag';

export const IMAGE_CONTENTS_SOURCE: TableSource = {
  table: 'extensions and libraries in the images of CloudNativePG',
  sources: [
    'https://github.com/cloudnative-pg/postgres-containers#image-types',
    'https://github.com/cloudnative-pg/postgis-containers',
    'https://github.com/cloudnative-pg/postgres-extensions-containers',
    "Debian's packages postgresql-14 to postgresql-18",
  ],
  checked: '2026-11-28',
};

/**
 * What an image carries, as its README, its Dockerfile and Debian's packages of postgresql-14 to 18 say. A test asks a server of
 * PostgreSQL 17 for its contrib; no other image was started.
 */
export interface ImageContents {
  /** Undefined for the old tags without a type, which are those of `system`. */
  readonly flavour: ImageFlavour | undefined;
  /** For CREATE EXTENSION. */
  readonly extensions: ReadonlySet<string>;
  /** For `shared_preload_libraries`. */
  readonly libraries: ReadonlySet<string>;
}

/** Parts of PostgreSQL's own distribution that not every major has. */
const SINCE: Readonly<Record<string, number>> = {
  basebackup_to_shell: 15,
  basic_archive: 15,
  pg_logicalinspect: 18,
  pg_overexplain: 18,
  pg_walinspect: 15,
};
const UNTIL: Readonly<Record<string, number>> = { adminpack: 16, old_snapshot: 16 };

// contrib is in Debian's package of the server; PL/Perl, PL/Python and PL/Tcl, with what needs them, have packages of their own.
const CONTRIB =
  words(`adminpack amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw
fuzzystrmatch hstore insert_username intagg intarray isn lo ltree moddatetime old_snapshot pageinspect pg_buffercache pg_freespacemap
pg_logicalinspect pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto pgrowlocks pgstattuple plpgsql
postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp xml2`);
/** Libraries without an extension, or with another name than it. */
const CONTRIB_LIBRARIES =
  words(`_int auth_delay auto_explain basebackup_to_shell basic_archive passwordcheck pg_overexplain pgoutput
pgxml sepgsql test_decoding`);
const POSTGIS =
  words(`address_standardizer address_standardizer_data_us postgis postgis_raster postgis_sfcgal postgis_tiger_geocoder
postgis_topology`);
const STANDARD = ['pgaudit', 'vector'];
const STANDARD_LIBRARIES = ['pg_failover_slots'];

/** Images of one extension, by the last part of their name; each extension has a library of its name. */
const EXTENSION_IMAGES: Readonly<Record<string, readonly string[]>> = {
  'pg-cron': ['pg_cron'],
  'pg-ivm': ['pg_ivm'],
  pgaudit: ['pgaudit'],
  pgrouting: ['pgrouting'],
  pgvector: ['vector'],
  postgis: POSTGIS,
  'postgis-extension': POSTGIS,
  timescaledb: ['timescaledb'],
};

/** CNPG's own repositories, also behind a mirror. */
const CNPG_IMAGE = /\/cloudnative-pg\/(postgresql|postgis)$/;

/** What CNPG's own images carry; undefined for those of others, and for a digest without a tag. */
export function contentsOf(image: string): ImageContents | undefined {
  const reference = attempt(() => ImageReference.parse(image));
  const [, repository] = CNPG_IMAGE.exec(reference?.name ?? '') ?? [];
  const major = reference?.postgres?.major;
  if (repository === undefined || major === undefined) return undefined;
  const { flavour } = readImageTag(reference?.tag ?? '');
  const hasMore = flavour !== 'minimal';
  const postgis = repository === 'postgis' ? [...POSTGIS, 'pgrouting'] : [];
  const isThere = (name: string) => major >= (SINCE[name] ?? 0) && major <= (UNTIL[name] ?? major);
  const extensions = [...CONTRIB, ...(hasMore ? STANDARD : []), ...postgis].filter(isThere);
  const libraries = [...CONTRIB_LIBRARIES, ...(hasMore ? STANDARD_LIBRARIES : [])].filter(isThere);
  return { flavour, extensions: new Set(extensions), libraries: new Set([...extensions, ...libraries]) };
}

/** The extensions in an image that is mounted for one of them; undefined where nothing is known of it. */
export function mountedExtensions(name: string, reference: string | undefined): readonly string[] | undefined {
  const full = reference === undefined ? undefined : attempt(() => ImageReference.parse(reference))?.name;
  const last = full?.slice(full.lastIndexOf('/') + 1) ?? name;
  return EXTENSION_IMAGES[last.replaceAll('_', '-')];
}

/** Whether an image is one of CNPG's own, whose tags follow its scheme. */
export function isCnpgImage(image: string): boolean {
  return CNPG_IMAGE.test(attempt(() => ImageReference.parse(image))?.name ?? '');
}

/** The distribution that the tag of an image names. */
export function distributionOf(image: string): string | undefined {
  return readImageTag(attempt(() => ImageReference.parse(image))?.tag ?? '').distribution;
}

/** The flavour that the tag of an image names. */
export function flavourOf(image: string): ImageFlavour | undefined {
  return readImageTag(attempt(() => ImageReference.parse(image))?.tag ?? '').flavour;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
