import { equal } from '../../manifests/object/json';
import { differingLeaves, leavesOf, watched } from '../../manifests/object/leaves';
import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Finding } from '../../manifests/object/violation';

// A fleet is a few forms many times: its objects differ in names and sizes. What a rule has not read cannot change what it says. So one object
// of a form is watched while it is judged; of the others only those are asked who have read something in which they differ, or who have looked
// at other objects. Of 34 who are asked about an object in 10,000 documents of bench/ 12 remain.

/** Somebody who judges single objects. */
export interface Asker {
  readonly name: string;
  ask(manifest: Manifest, findings: Finding[]): void;
}

/** Who has to be asked about an object, and what all others say. */
export interface Likened {
  readonly open: readonly Asker[];
  readonly settled: readonly Finding[];
}

/** What it takes to watch one object is what it takes to judge about so many. */
const ENOUGH = 16;
/** Of a kind, and of the differences within a form: what has no form costs no more than comparing it with these. */
const MOST_FORMS = 8;
const MOST_DIFFERENCES = 1_000;

interface Answer {
  readonly findings: readonly Finding[];
  /** The leaves that it depends on; undefined for somebody who is always asked. */
  readonly read: ReadonlySet<number> | undefined;
}

class Form {
  readonly #likened = new Map<string, Likened>();
  #model: Manifest;
  #answers: readonly Answer[] | undefined;
  #met = 0;

  constructor(first: Manifest) {
    this.#model = first;
  }

  differences(manifest: Manifest): readonly number[] | undefined {
    return differingLeaves(this.#model, manifest);
  }

  /** @param differences - from the model of this form */
  liken(manifest: Manifest, differences: readonly number[], askers: readonly Asker[], index: Index) {
    if (this.#answers === undefined && ++this.#met < ENOUGH) return undefined;
    if (this.#answers === undefined) {
      this.#answers = watchedAnswers(manifest, askers, index);
      this.#model = manifest;
      return undefined;
    }
    const key = differences.join();
    const known = this.#likened.get(key);
    if (known !== undefined) return known;
    const isOpen = ({ read }: Answer) => read === undefined || differences.some((leaf) => read.has(leaf));
    const answers = this.#answers;
    const likened = {
      open: askers.filter((_, i) => isOpen(answers[i] ?? ALWAYS)),
      settled: answers.flatMap((answer) => (isOpen(answer) ? [] : answer.findings)),
    };
    if (this.#likened.size < MOST_DIFFERENCES) this.#likened.set(key, likened);
    return likened;
  }
}

/** What objects of one kind that are judged in the same circumstances have in common. */
export class Likeness {
  readonly #forms: Form[] = [];

  constructor(
    readonly askers: readonly Asker[],
    readonly index: Index,
  ) {}

  /** @returns undefined for an object about which everybody has to be asked */
  of(manifest: Manifest): Likened | undefined {
    for (const form of this.#forms) {
      const differences = form.differences(manifest);
      if (differences !== undefined) return form.liken(manifest, differences, this.askers, this.index);
    }
    this.#forms.unshift(new Form(manifest));
    this.#forms.splice(MOST_FORMS);
    return undefined;
  }
}

const ALWAYS: Answer = { findings: [], read: undefined };

function watchedAnswers(manifest: Manifest, askers: readonly Asker[], index: Index): Answer[] {
  const leaves = leavesOf(manifest);
  return askers.map((asker) => {
    const read = new Set<number>();
    const [findings, again]: [Finding[], Finding[]] = [[], []];
    index.looksUp(asker.name);
    const { looks } = index;
    try {
      asker.ask(manifest, findings);
      // A view of its own for each: what one has remembered of it, another would not read.
      asker.ask(watched(manifest, leaves, read), again);
    } catch {
      return ALWAYS;
    }
    return index.looks === looks && equal(findings, again) ? { findings, read } : ALWAYS;
  });
}
