import { SYNC_OPTIONS_ANNOTATION } from '../../constructs/gitops/protection';
import { list, type Manifest, record, text } from '../../manifests/object/manifest';
import { attempt } from '../../values/text/invalid-value';
import { Instant } from '../../values/time/instant';
import { call, type Expression, plain, type Words, words } from './expression';

// Words that several kinds have in common. Each is undefined where the object says nothing, or nothing that the word can say: what no word
// has said is then found by the comparison, and said in `spec`.

const PROTECTIONS = new Map([
  ['Prune=false,Delete=false', 'deny'],
  ['Prune=confirm,Delete=confirm', 'confirm'],
]);
const WAVE = 'argocd.argoproj.io/sync-wave';

/** Name, labels and annotations, but for those of Argo CD that the construct writes: what a construct protects stays or becomes protected. */
export function placedWords({ metadata }: Manifest, byDefault: 'deny' | 'confirm' | undefined): Words {
  const { [SYNC_OPTIONS_ANNOTATION]: options, [WAVE]: wave, ...rest } = record(metadata.annotations);
  const given = text(options)?.replaceAll(' ', '');
  const protection = given === undefined ? byDefault : (PROTECTIONS.get(given) ?? 'none');
  const isOwn = given === undefined || (byDefault !== undefined && PROTECTIONS.has(given));
  const annotations = {
    ...rest,
    ...(!isOwn && { [SYNC_OPTIONS_ANNOTATION]: options }),
    ...(wave !== undefined && byDefault === undefined && { [WAVE]: wave }),
  };
  return words({
    name: metadata.name,
    labels: some(metadata.labels),
    annotations: some(annotations),
    protection: byDefault === undefined || protection === byDefault ? undefined : protection,
  });
}

/** A map or list that is not empty. */
export function some(value: unknown): Expression | undefined {
  const size = Array.isArray(value) ? value.length : Object.keys(record(value)).length;
  return size === 0 ? undefined : plain(value);
}

export function textWord(value: unknown): string | undefined {
  return text(value);
}

export function numberWord(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export function flagWord(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function secondsWord(value: unknown): Expression | undefined {
  return Number.isInteger(value) && Number(value) >= 0 ? call('Duration.seconds', Number(value)) : undefined;
}

/** A reference to a Secret, `{ name }`. */
export function secretWord(reference: unknown): Expression | undefined {
  const name = typeof reference === 'string' ? reference : text(record(reference).name);
  return name === undefined || name === '' ? undefined : call('Secret.fromSecretName', name);
}

/** A reference to a key of a Secret, `{ name, key }`. */
export function secretKeyWord(reference: unknown): Expression | undefined {
  const [secret, key] = [secretWord(reference), text(record(reference).key)];
  return secret === undefined || key === undefined ? undefined : { secret, key };
}

/** References to keys of Secrets and ConfigMaps. */
export function sourcesWord(secrets: unknown, configMaps: unknown): Expression | undefined {
  const found = [...list(secrets).map(secretKeyWord), ...list(configMaps).map(record).map(configMapWord)];
  const known = found.filter((each) => each !== undefined);
  return known.length === 0 ? undefined : known;
}

function configMapWord({ name, key }: Readonly<Record<string, unknown>>): Expression | undefined {
  return typeof name === 'string' && typeof key === 'string' ? { configMap: name, key } : undefined;
}

export function instantWord(value: unknown): Expression | undefined {
  const given = text(value);
  return given !== undefined && attempt(() => Instant.parse(given)) ? call('Instant.parse', given) : undefined;
}

/** Requests and limits; quantities that are written as numbers become texts. */
export function resourcesWord(value: unknown): Expression | undefined {
  const { requests, limits } = record(value);
  const amounts = (given: unknown) => {
    const entries = Object.entries(record(given)).map(([name, amount]) => [name, String(amount)] as const);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  };
  const found = words({ requests: amounts(requests), limits: amounts(limits) });
  return Object.keys(found).length === 0 ? undefined : found;
}
