import { equal } from '../../manifests/object/json';
import { differingLeaves, leafModelOf, leavesOf, type Model } from '../../manifests/object/leaves';
import type { GroupKind } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Finding } from '../../manifests/object/violation';
import { isAnswered, type Learned, learn } from '../../manifests/object/watched';

// A fleet is a few forms many times: its objects differ in names and sizes. What a rule has not read cannot change what it says. So one object
// of a form is watched while it is judged; of the others only those are asked who have read something in which they differ, who had another
// answer to a question about it, or who have looked at objects of the same kind, where an object is told from others by what it is.
// It takes two thirds off `validate` of 10,000 documents.

/** Somebody who judges single objects. */
export interface Asker<Subject extends object> {
  readonly name: string;
  ask(subject: Subject, findings: Finding[]): void;
}

/** What somebody would say of an object. */
export interface Said {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** Whether it depends on other objects, too. */
  readonly isAmongOthers: boolean;
}

/** In the order of those who judge: who has to be asked about an object, and what another would say of it, if that is anything. */
export type Turn<Subject extends object> = Asker<Subject> | Said;

/** What it takes to watch one object is what it takes to judge about so many. */
const ENOUGH = 16;
/** Of a kind, and of the differences within a form. */
const MOST_FORMS = 16;
const MOST_DIFFERENCES = 1_000;
/** So many more objects that are like no other than objects that are: then nothing is compared any more, since it would not pay. */
const PATIENCE = 50;

interface Watched {
  readonly said: Said;
  /** What it depends on. */
  readonly learned: Learned;
}

/** Who is asked unless questions about an object have the answers that they had. */
interface Unless<Subject extends object> {
  readonly asker: Asker<Subject>;
  readonly said: Said;
  readonly questions: Learned['asked'];
}

class Form<Subject extends object> {
  readonly #turns = new Map<string, readonly (Turn<Subject> | Unless<Subject>)[]>();
  #model: Model;
  /** Undefined for who is always asked. */
  #watched: readonly (Watched | undefined)[] | undefined;
  #met = 0;

  constructor(model: Model) {
    this.#model = model;
  }

  differences(subject: Subject): readonly number[] | undefined {
    return differingLeaves(this.#model, subject);
  }

  /** @param differences - from the model of this form */
  turns(subject: Subject, differences: readonly number[], likeness: Likeness<Subject>): readonly Turn<Subject>[] {
    const { askers } = likeness;
    const all = this.#watched;
    if (all === undefined) {
      if (++this.#met === ENOUGH) {
        this.#model = leafModelOf(subject) ?? this.#model;
        this.#watched = watchedAmong(subject, likeness);
      }
      return askers;
    }
    const key = differences.join();
    const known = this.#turns.get(key);
    const turns = known ?? turnsAmong(askers, all, differences);
    if (known === undefined && this.#turns.size < MOST_DIFFERENCES) this.#turns.set(key, turns);
    return settled(turns, subject);
  }
}

function turnsAmong<Subject extends object>(
  askers: readonly Asker<Subject>[],
  all: readonly (Watched | undefined)[],
  differences: readonly number[],
): (Turn<Subject> | Unless<Subject>)[] {
  return askers.flatMap((asker, i): (Turn<Subject> | Unless<Subject>)[] => {
    const one = all[i];
    if (one === undefined || differences.some((leaf) => one.learned.read.has(leaf))) return [asker];
    const questions = one.learned.asked.filter(({ leaf }) => differences.includes(leaf));
    if (questions.length > 0) return [{ asker, said: one.said, questions }];
    return isHeard(one.said) ? [one.said] : [];
  });
}

function settled<Subject extends object>(
  turns: readonly (Turn<Subject> | Unless<Subject>)[],
  subject: Subject,
): readonly Turn<Subject>[] {
  const result: Turn<Subject>[] = [];
  for (const turn of turns) {
    if (!('questions' in turn)) result.push(turn);
    else if (!turn.questions.every((question) => isAnswered(question, subject))) result.push(turn.asker);
    else if (isHeard(turn.said)) result.push(turn.said);
  }
  return result;
}

/** Whether it makes a difference that somebody has said this. */
function isHeard(said: Said): boolean {
  return said.isAmongOthers || said.findings.length > 0;
}

/** What objects of one kind that are judged in the same circumstances have in common. */
export class Likeness<Subject extends object> {
  readonly #forms: Form<Subject>[] = [];
  #patience = PATIENCE;

  /**
   * @param kind - of all the objects
   * @param index - where they look other objects up
   */
  constructor(
    readonly askers: readonly Asker<Subject>[],
    readonly kind: GroupKind,
    readonly index: Index,
  ) {}

  turns(subject: Subject): readonly Turn<Subject>[] {
    if (this.#patience === 0) return this.askers;
    for (const form of this.#forms) {
      const differences = form.differences(subject);
      if (differences === undefined) continue;
      this.#patience = Math.min(this.#patience + 1, PATIENCE);
      return form.turns(subject, differences, this);
    }
    this.#patience -= 1;
    const model = leafModelOf(subject);
    if (model !== undefined) this.#forms.unshift(new Form(model));
    this.#forms.splice(MOST_FORMS);
    return this.askers;
  }
}

function watchedAmong<Subject extends object>(
  subject: Subject,
  { askers, kind, index }: Likeness<Subject>,
): (Watched | undefined)[] {
  const leaves = leavesOf(subject);
  return askers.map(({ name, ask }) => {
    const [findings, again]: [Finding[], Finding[]] = [[], []];
    index.looksUp(name);
    const { looks } = index;
    try {
      ask(subject, findings);
      // A view of its own for each: what one has remembered of it, another would not read.
      const { learned } = learn(subject, leaves, (view) => ask(view, again));
      const isAmongOthers = index.looks !== looks;
      if (!equal(findings, again) || (isAmongOthers && index.mayHaveSeen(name, kind))) return undefined;
      return { said: { name, findings, isAmongOthers }, learned };
    } catch {
      return undefined;
    }
  });
}
