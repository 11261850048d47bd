import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarLayout } from 'js-yaml';
import { blockStyle } from './block-style';
import { HEADER } from './header';

/**
 * Prints the documents of one file: LF, two spaces, lists not indented (as kubectl and kustomize print), keys in the order given, no
 * anchors, no folded lines. Strings that a reader of YAML 1.1 or 1.2 would take for something else (`on`, `0755`, `1e3`, `12:30:45`) are
 * quoted: Go's reader turns an unquoted `on` into `true`, and PostgreSQL parameters must be strings.
 */
export function print(documents: readonly unknown[]): string {
  return HEADER + printUnmarked(documents);
}

/** The same without the mark, for text that is not written to a file, or to a file that synth does not own. */
export function printUnmarked(documents: readonly unknown[]): string {
  return documents.map(printDocument).join('---\n');
}

function printDocument(document: unknown): string {
  return layOut(document) ?? dumped(document);
}

/** What a document is printed as. */
export function dumped(document: unknown): string {
  return dump(document, {
    indent: 2,
    lineWidth: -1,
    noRefs: true,
    quoteStyle: 'double',
    scalarStyleRules: [quoteMisreadable, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)],
    seqNoIndent: true,
  });
}

const layOut = blockStyle(dumped);

// js-yaml 5.5 prints these plain, but some readers misread them: a key such as `--- a` starts a document, `e0` and `.` are numbers (NaN) to
// the `yaml` package in its 1.1 mode, and `0B1` is 1 to Go.
const STRING = 'tag:yaml.org,2002:str';
const MISREADABLE = /^(?:---|\.\.\.|[-+]?0[bBoOxX][0-9a-fA-F_]+$|[-+]?[0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9_]*)?$)/;

function quoteMisreadable(layout: ScalarLayout): void {
  if (layout.node.tag === STRING && MISREADABLE.test(layout.node.value)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
