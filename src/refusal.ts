/** Something that the caller must mend (a setting, a rule, an argument): said in one line, without a stack. */
export class Refusal extends Error {
  /** 1: the work failed; 2: the call was wrong. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
