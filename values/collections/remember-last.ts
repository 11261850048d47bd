/**
 * A pure function of an object that keeps its last answer: a hundred rules judge one object before the next, and many ask the same of it.
 * Nobody may change the answer, nor the object.
 */
export function rememberLast<Subject extends object, Answer>(
  answer: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  let last: { readonly subject: Subject; readonly answer: Answer } | undefined;
  return (subject) => {
    if (last?.subject !== subject) last = { subject, answer: answer(subject) };
    return last.answer;
  };
}
