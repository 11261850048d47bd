/** The position of a walk. The walkers push and pop it; it becomes a text only for a finding. */
export type Path = (string | number)[];

/** `spec.plugins[0].name`: the form in which the API server names fields. */
export function pathText(path: readonly (string | number)[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** The steps of such a text. Keys with a dot in them come apart. */
export function pathSteps(text: string): Path {
  return (text.match(/[^.[\]]+/g) ?? []).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
