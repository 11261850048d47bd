import type { Manifest } from '../../manifests/object/manifest';
import type { OwnFindings } from '../../rules/engine/ask';
import type { KeptApplication } from '../applications/kept-applications';
import type { FreshlyRendered } from '../applications/render-applications';
import type { AddedTexts } from './added-texts';
import type { KeptRun } from './kept-run';
import type { PackedText } from './pack-reader';
import type { TextPack } from './text-pack';

/** What each application came to: read where something has changed, and only then. */
export interface KeptParts {
  readonly applications: ReadonlyMap<string, KeptApplication>;
  readonly kustomizations: FreshlyRendered['kustomizations'];
  readonly findings: readonly OwnFindings[];
}

/** An application as it is packed: what is found in its objects stands in a list of all that is found, once for all that are alike. */
interface PackedApplication extends Omit<KeptApplication, 'own'> {
  readonly own: readonly (number | null)[];
}

type PackedKustomization = readonly [file: string, manifest: Manifest, own: number];

/** What was kept of the applications; undefined where it is not whole. */
export function readParts({ findings, kustomizations, applications }: KeptRun, pack: TextPack): KeptParts | undefined {
  const found: OwnFindings[] | undefined = pack.read<OwnFindings[]>(findings, JSON.parse)?.flat();
  const folders: PackedKustomization[] | undefined = pack.read([kustomizations], JSON.parse)?.[0];
  const parts = pack.read<PackedApplication>(
    applications.map(({ part }) => part),
    JSON.parse,
  );
  if (found === undefined || folders === undefined || parts === undefined) return undefined;
  const own = (i: number | null | undefined): OwnFindings | null => (i == null ? null : (found[i] ?? null));
  return {
    findings: found,
    applications: new Map(
      applications.map(({ exported }, i) => {
        const { rendered = [], acknowledged = [], own: those = [] } = parts[i] ?? {};
        return [exported, { rendered, acknowledged, own: those.map(own) }];
      }),
    ),
    kustomizations: folders.flatMap(([file, manifest, i]) => {
      const said = own(i);
      return said === null ? [] : [[file, manifest, said] as const];
    }),
  };
}

/** How many findings are packed in one text. */
const CHUNK = 1_000;

/** The list of all that is found. It only grows, so that what is packed stays true. */
export class FindingsList {
  readonly #positions: Map<OwnFindings, number>;
  readonly #before: readonly PackedText[];
  readonly #added: OwnFindings[] = [];

  constructor(findings: readonly OwnFindings[] = [], before: readonly PackedText[] = []) {
    this.#positions = new Map(findings.map((own, i) => [own, i]));
    this.#before = before;
  }

  application({ rendered, acknowledged, own }: KeptApplication): PackedApplication {
    return { rendered, acknowledged, own: own.map((each) => each && this.#positionOf(each)) };
  }

  kustomization([file, manifest, own]: FreshlyRendered['kustomizations'][number]): PackedKustomization {
    return [file, manifest, this.#positionOf(own)];
  }

  /** Where all of them are packed. */
  packed(added: AddedTexts): PackedText[] {
    const chunks = Array.from({ length: Math.ceil(this.#added.length / CHUNK) }, (_, i) =>
      this.#added.slice(i * CHUNK, (i + 1) * CHUNK),
    );
    return [...this.#before, ...chunks.map((chunk) => added.add(() => JSON.stringify(chunk)))];
  }

  #positionOf(own: OwnFindings): number {
    const known = this.#positions.get(own) ?? this.#positions.size;
    if (known === this.#positions.size) {
      this.#positions.set(own, known);
      this.#added.push(own);
    }
    return known;
  }
}
