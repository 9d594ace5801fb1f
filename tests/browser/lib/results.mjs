// Collects what was checked. Takes a name and the faults found; prints one line per check at once.
// Never throws: a check that breaks down is a failed check.

const SHOWN_FAULTS = 12;

export class Results {
  passed = 0;
  failed = 0;

  /** A check passes when `faults` is empty; `note` stands behind the name of a check that passes. */
  check(name, faults, note = "") {
    if (faults.length === 0) {
      this.passed += 1;
      console.log(`ok    ${name}${note ? `  (${note})` : ""}`);
      return;
    }
    this.failed += 1;
    console.log(`FAIL  ${name}`);
    for (const fault of faults.slice(0, SHOWN_FAULTS)) console.log(`        ${String(fault).replaceAll("\n", "\n        ")}`);
    if (faults.length > SHOWN_FAULTS) console.log(`        … and ${faults.length - SHOWN_FAULTS} more`);
  }

  /** Runs `work`, which returns faults or `{faults, note}`; a breakdown is a fault with its message. */
  async run(name, work) {
    try {
      const outcome = await work();
      if (Array.isArray(outcome)) this.check(name, outcome);
      else this.check(name, outcome.faults, outcome.note);
    } catch (error) {
      this.check(name, [`${error.message ?? error}`.split("\n").slice(0, 4).join("\n")]);
    }
  }

  /** The closing line; true when nothing failed. */
  close() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0;
  }
}
