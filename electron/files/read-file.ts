import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import type { FileReadError } from '#core/exchange/pipeline/sentences.ts';
import { refusalOf } from '#core/guards/system-errors.ts';
import { err, ok, type Result } from '#core/result.ts';

/** Without it, opening a named pipe waits until somebody writes into it. Windows has neither. */
const DO_NOT_WAIT = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** Bytes asked for at once. */
const CHUNK = 1024 * 1024;
/** Bytes of a file that are read in one go before it is known how large it may be. */
const AT_ONCE = 64 * 1024;

/** Bytes at the beginning that tell what a file is. */
export const HEAD_BYTES = 4096;

/** A file as it was at one moment. */
export interface ReadFile {
  /** Last part of the path, for display. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a file that somebody named: opened once, looked at through the open descriptor, and read
 * only if it is a regular file within the limit. A pipe, a device or a folder is refused without
 * waiting for it; a path to another computer is refused without touching it.
 *
 * @param limitOf the most bytes to read, judged by the first `HEAD_BYTES`
 */
export async function readFileChecked(
  file: string,
  limitOf: (name: string, head: Uint8Array) => number,
): Promise<Result<ReadFile, FileReadError>> {
  const wrong = checkPath(file);
  if (wrong) return err(wrong);
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, constants.O_RDONLY | DO_NOT_WAIT);
    return await readHandle(handle, path.basename(file), limitOf);
  } catch (error) {
    return err(describeSystemError(error));
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

/** Windows takes both kinds of slashes; two of them name another computer or a device. */
function checkPath(file: string): FileReadError | undefined {
  if (/^[\\/]{2}/u.test(file)) return { type: 'network-path' };
  if (file.includes('\0') || !path.isAbsolute(file)) return { type: 'not-absolute' };
  return undefined;
}

async function readHandle(
  handle: FileHandle,
  name: string,
  limitOf: (name: string, head: Uint8Array) => number,
): Promise<Result<ReadFile, FileReadError>> {
  const before = await handle.stat({ bigint: true });
  if (before.isDirectory()) return err({ type: 'not-a-file', what: 'folder' });
  if (!before.isFile()) return err({ type: 'not-a-file', what: 'device' });
  const size = Number(before.size);
  // Some files of the system have more than they say.
  const first = await readUpTo(handle, size === 0 ? HEAD_BYTES : Math.min(size, AT_ONCE), 0);
  const limit = limitOf(name, first.subarray(0, HEAD_BYTES));
  if (size > limit) return err({ type: 'too-large', bytes: size, limit });
  const rest = await readUpTo(handle, size - first.length, first.length);
  const after = await handle.stat({ bigint: true });
  const bytes = rest.length === 0 ? first : new Uint8Array(Buffer.concat([first, rest]));
  if (bytes.length !== size || after.size !== before.size || after.mtimeNs !== before.mtimeNs) {
    return err({ type: 'changed-while-reading' });
  }
  return ok({ name, bytes });
}

/** Fewer bytes only at the end of the file. */
async function readUpTo(handle: FileHandle, most: number, position: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let total = 0;
  while (total < most) {
    const buffer = new Uint8Array(Math.min(CHUNK, most - total));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position + total);
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    total += bytesRead;
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function describeSystemError(error: unknown): FileReadError {
  switch (refusalOf(error)) {
    case 'absent':
    case 'not-a-folder':
      return { type: 'not-found' };
    case 'not-allowed':
      return { type: 'no-permission' };
    case 'is-a-folder':
      return { type: 'not-a-file', what: 'folder' };
    case 'is-a-device':
      return { type: 'not-a-file', what: 'device' };
    default:
      return { type: 'io-error', detail: error instanceof Error ? error.message : String(error) };
  }
}
