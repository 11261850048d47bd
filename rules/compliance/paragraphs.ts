/** Paragraphs of 45 CFR Part 164 that concern a database, with their titles. An addressable one may be met otherwise, if documented. */
export const PARAGRAPHS = {
  '164.308(a)(5)(ii)(C)': { title: 'Log-in monitoring', kind: 'addressable' },
  '164.308(a)(7)(ii)(A)': { title: 'Data backup plan', kind: 'required' },
  '164.308(a)(7)(ii)(B)': { title: 'Disaster recovery plan', kind: 'required' },
  '164.308(a)(7)(ii)(D)': { title: 'Testing and revision procedures', kind: 'addressable' },
  '164.312(a)(1)': { title: 'Access control', kind: 'standard' },
  '164.312(a)(2)(i)': { title: 'Unique user identification', kind: 'required' },
  '164.312(a)(2)(ii)': { title: 'Emergency access procedure', kind: 'required' },
  '164.312(a)(2)(iii)': { title: 'Automatic logoff', kind: 'addressable' },
  '164.312(a)(2)(iv)': { title: 'Encryption and decryption', kind: 'addressable' },
  '164.312(b)': { title: 'Audit controls', kind: 'standard' },
  '164.312(c)(1)': { title: 'Integrity', kind: 'standard' },
  '164.312(d)': { title: 'Person or entity authentication', kind: 'standard' },
  '164.312(e)(1)': { title: 'Transmission security', kind: 'standard' },
  '164.312(e)(2)(i)': { title: 'Integrity controls', kind: 'addressable' },
  '164.312(e)(2)(ii)': { title: 'Encryption', kind: 'addressable' },
  '164.316(b)(2)(i)': { title: 'Time limit of documentation', kind: 'required' },
} as const;

export type Paragraph = keyof typeof PARAGRAPHS;
