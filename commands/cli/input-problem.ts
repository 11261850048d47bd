import { calledAt, placeOf } from './place-of';

/** Errors that speak of the input, by name: loading their classes would load what a command leaves out. */
const OF_INPUT = ['InputError', 'InvalidValueError'];
/** Libraries that the constructs stand on: what they refuse, such as an id that is taken, was given by whoever called. */
const BELOW = /node_modules[\\/](?:constructs|cdk8s|cdk8s-plus-\d+)[\\/]/;

/** What an error says of somebody's input, on one line, with its place where that is known; undefined for a defect of this project. */
export function inputProblem(error: unknown, root?: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const place = placeOf(error, root);
  const thrownAt = (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  const isInput = OF_INPUT.includes(error.name) || (place !== undefined && BELOW.test(thrownAt));
  if (isInput) return place === undefined ? error.message : `${said(error.message)} (${place})`;
  const called = error instanceof TypeError ? calledAt(error, root) : undefined;
  // The compiler finds these, but for what was given as `any` or from plain JavaScript.
  if (called === undefined) return undefined;
  return `${called}: a value is missing or of another type than its props say: ${error.message} (${place})`;
}

/** In our words where the library's are of its classes. */
function said(message: string): string {
  const [, id, at] = /^There is already a Construct with name '(.*)' in \S+(?: \[(.*)\])?$/.exec(message) ?? [];
  if (id === undefined) return message;
  return `${at ?? 'the application'}: there are two constructs with the id "${id}"; give one of them another id`;
}
