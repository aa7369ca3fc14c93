/** Could not run, for a reason that is said in full: its message is all that is shown. */
export class Failure extends Error {}
