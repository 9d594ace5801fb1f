// Files of an output tree: walking, addresses, and the texts inside packed papers.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { inflateRawSync } from "node:zlib";

/** Paths below `root` with forward slashes, sorted. */
export function walk(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

/** The `file:` address of `path` below `root`. */
export function address(root, path) {
  return pathToFileURL(join(root, path)).href;
}

/** The text of a file; of a zip (docx, xlsx) all its parts, one after the other. */
export function textOf(path) {
  const bytes = readFileSync(path);
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) return bytes.toString("utf8");
  return parts(bytes).map(([name, part]) => `${name}\n${part.toString("utf8")}`).join("\n");
}

// Reads by the central directory, since local headers may leave out the sizes.
function parts(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error("a zip without its directory");
  const found = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameSize, extraSize, noteSize] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameSize);
    found.push([name, method === 0 ? packed : inflateRawSync(packed)]);
    at += 46 + nameSize + extraSize + noteSize;
  }
  return found;
}
