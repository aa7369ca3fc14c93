/** Something wrong in `data/`, told so that the person who wrote the file can mend it. */
export interface Problem {
  /** Path from the repository's root. */
  readonly file: string;
  /** Where in the file, such as `domains[2].suffix`; empty for the file as a whole. */
  readonly at: string;
  /** What is wrong and what to write instead. */
  readonly fix: string;
}

export function tell({ file, at, fix }: Problem): string {
  return at === '' ? `${file}: ${fix}` : `${file}: ${at}: ${fix}`;
}
