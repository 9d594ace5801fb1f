// Arguments of the command line.

/** `--keep`, `--site DIR`, `--only WORD`; anything else is refused. */
export function read(list) {
  const options = { keep: false, site: null, only: null };
  for (let i = 0; i < list.length; i += 1) {
    if (list[i] === "--keep") options.keep = true;
    else if (list[i] === "--site" && list[i + 1]) options.site = list[(i += 1)];
    else if (list[i] === "--only" && list[i + 1]) options.only = list[(i += 1)];
    else return null;
  }
  return options;
}
