/**
 * A pure function of an object, or of a long text, that keeps its last answer: a hundred rules judge one object before the next, and many ask the
 * same of it. Nobody may change the answer, nor the object.
 */
export function rememberLast<Subject, Answer>(answer: (subject: Subject) => Answer): (subject: Subject) => Answer {
  let last: { readonly subject: Subject; readonly answer: Answer } | undefined;
  return (subject) => {
    if (last === undefined || last.subject !== subject) last = { subject, answer: answer(subject) };
    return last.answer;
  };
}
