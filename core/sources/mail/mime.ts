// Mail and archives of pages: parts inside parts, each with headers. What they are made into, articles, is
// said for each kind of file; pages in them are read by the room of pages.
import { latin1 } from '../../exchange/containers/latin1.ts';
import { err, ok, type Result } from '../../result.ts';
import type { SourceError, SourceTools } from '../reader.ts';
import type { LeftOut } from '../reading.ts';
import { readHeaders, type Headers } from './headers.ts';
import { decodeTransfer } from './transfer.ts';

/** Limits on what is in one file. */
export const MIME_LIMITS = { parts: 10_000, depth: 20, bytes: 128 * 1024 * 1024 } as const;

/** A part of a message. */
export interface MimePart {
  /** `part 2.1`; of the whole: `message`. */
  readonly place: string;
  readonly headers: Headers;
  /** In lower case: `text/html`. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** `attachment`, `inline`, or empty. */
  readonly disposition: string;
  /** As it is called; empty where it has no name. */
  readonly name: string;
  /** As it stands in the file. */
  readonly body: Uint8Array;
  /** Of a `multipart` part. */
  readonly children: readonly MimePart[];
}

/** A message as it was taken apart. */
export interface MimeMessage {
  readonly root: MimePart;
  /** What stands between parts and belongs to none. */
  readonly leftOut: readonly LeftOut[];
  /** Whole sentences. */
  readonly warnings: readonly string[];
}

/** Takes a message apart. Linear in its length, times how deep its parts are in one another. */
export function readMime(
  name: string,
  bytes: Uint8Array,
  tools: SourceTools,
): Result<MimeMessage, SourceError> {
  const refuse = (type: SourceError['type'], detail: string) =>
    err<SourceError>({ type, place: name, detail });
  if (bytes.length === 0) return refuse('unreadable', 'The file is empty.');
  if (bytes.length > MIME_LIMITS.bytes) {
    return refuse('too-large', 'It is larger than 128 MB, which is the limit.');
  }
  const reader = new MimeReader(bytes, tools);
  try {
    const root = reader.read(beginOf(bytes), bytes.length, [], 'text/plain');
    return ok({ root, leftOut: reader.leftOut, warnings: [...reader.warnings] });
  } catch (error) {
    if (error instanceof MimeRefused) return refuse('unsafe', error.message);
    throw error;
  }
}

/** Where headers begin: behind the length of a message (Apple), or the line that a mailbox has before it. */
export function beginOf(bytes: Uint8Array): number {
  const head = latin1(bytes.subarray(0, 400));
  const [before = ''] =
    /^(?:ï»¿)?\s*(?:\d{1,12}[ \t]*\r?\n|>?From [^\r\n]*\r?\n)?\s*/u.exec(head) ?? [];
  return before.length;
}

/** The decoded bytes of a part; `null` where nobody here knows how they are encoded. */
export function bytesOfPart({ headers, body }: MimePart): Uint8Array | null {
  return decodeTransfer(body, headers.structured('content-transfer-encoding').value);
}

/** All parts that have no parts themselves, in their order. */
export function* leavesOf(part: MimePart): Generator<MimePart> {
  if (part.children.length === 0) yield part;
  for (const child of part.children) yield* leavesOf(child);
}

/** Leaves the reader from any depth. */
class MimeRefused extends Error {}

/** A line that may part two parts; offsets in bytes. */
interface Mark {
  readonly start: number;
  /** Behind its line end. */
  readonly next: number;
  /** Without white space at its end. */
  readonly line: string;
}

/** Longest line that can be a boundary: RFC 2046 allows 70 characters. */
const LONGEST_MARK = 300;

class MimeReader {
  readonly leftOut: LeftOut[] = [];
  readonly warnings = new Set<string>();
  readonly #marks: readonly Mark[];
  #parts = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly tools: SourceTools,
  ) {
    this.#marks = findMarks(bytes);
  }

  /** @param path numbers of the parts that it is in, and its own */
  read(from: number, to: number, path: readonly number[], usual: string): MimePart {
    this.#parts += 1;
    if (this.#parts > MIME_LIMITS.parts) {
      throw new MimeRefused('It has more than 10,000 parts, which is the limit.');
    }
    if (path.length > MIME_LIMITS.depth) {
      throw new MimeRefused(`Its parts are nested deeper than ${MIME_LIMITS.depth} levels.`);
    }
    const { headers, body } = readHeaders(this.bytes, from, to, this.tools);
    const type = headers.structured('content-type');
    const disposition = headers.structured('content-disposition');
    const part = {
      place: path.length === 0 ? 'message' : `part ${path.join('.')}`,
      headers,
      type: type.value === '' ? usual : type.value,
      parameters: type.parameters,
      disposition: disposition.value,
      name: disposition.parameters.get('filename') ?? type.parameters.get('name') ?? '',
      body: this.bytes.subarray(body, to),
    };
    if (!part.type.startsWith('multipart/')) return { ...part, children: [] };
    const children = this.#children(body, to, path, part);
    return children === null
      ? { ...part, type: 'text/plain', children: [] }
      : { ...part, children };
  }

  /** `null` where nothing parts them. */
  #children(
    from: number,
    to: number,
    path: readonly number[],
    { place, type, parameters }: Pick<MimePart, 'place' | 'type' | 'parameters'>,
  ): MimePart[] | null {
    const marks = this.#marksBetween(from, to);
    const boundary = this.#boundary(marks, parameters.get('boundary') ?? '');
    if (boundary === null) {
      this.warnings.add(
        'It says that it has several parts, and nothing is between them: it is read as one text.',
      );
      return null;
    }
    const usual = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const children: MimePart[] = [];
    let start: number | null = null;
    let isEnded = false;
    for (const { start: end, next, line } of marks) {
      const isLast = line === `${boundary}--`;
      if (isEnded || (line !== boundary && !isLast)) continue;
      const before = this.#withoutLineEnd(start ?? from, end);
      if (start === null) this.#leaveOut(`${place}, before its first part`, from, before);
      else children.push(this.read(start, before, [...path, children.length + 1], usual));
      start = next;
      isEnded = isLast;
    }
    if (isEnded) this.#leaveOut(`${place}, after its last part`, start ?? to, to);
    else if (start !== null) {
      this.warnings.add('Its end is missing: it may have been cut.');
      children.push(this.read(start, to, [...path, children.length + 1], usual));
    }
    return children;
  }

  /** The line that parts parts: the one that is named, or, where that is nowhere, one that does it. */
  #boundary(marks: readonly Mark[], named: string): string | null {
    const wanted = `--${named}`.trimEnd();
    if (named !== '' && marks.some(({ line }) => line === wanted)) return wanted;
    const other = marks.find(
      ({ line, next }) =>
        line.length > 2 &&
        !line.endsWith('--') &&
        /^content-(?:type|transfer-encoding|location|id|disposition)[ \t]*:/iu.test(
          latin1(this.bytes.subarray(next, next + 40)),
        ),
    );
    if (!other) return null;
    this.warnings.add(
      'What its header says is between its parts is nowhere in it: they are told apart by the line that is.',
    );
    return other.line;
  }

  #marksBetween(from: number, to: number): readonly Mark[] {
    const first = firstFrom(this.#marks, from);
    return this.#marks.slice(first, firstFrom(this.#marks, to));
  }

  #withoutLineEnd(from: number, end: number): number {
    let at = end;
    if (at > from && this.bytes[at - 1] === 0x0a) at -= 1;
    if (at > from && this.bytes[at - 1] === 0x0d) at -= 1;
    return at;
  }

  #leaveOut(place: string, from: number, to: number): void {
    const text = latin1(this.bytes.subarray(from, Math.min(to, from + 400))).trim();
    if (text === '') return;
    const shown = text.slice(0, 200).replace(/\s+/gu, ' ');
    this.leftOut.push({
      place,
      reason: `It stands outside every part, where programs show nothing: ${shown}`,
    });
  }
}

/** Lines that begin with two hyphens, each of which may part parts. */
function findMarks(bytes: Uint8Array): Mark[] {
  const marks: Mark[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(0x0a, start);
    const next = found < 0 ? bytes.length : found + 1;
    if (bytes[start] === 0x2d && bytes[start + 1] === 0x2d && next - start <= LONGEST_MARK) {
      marks.push({ start, next, line: latin1(bytes.subarray(start, next)).trimEnd() });
    }
    start = next;
  }
  return marks;
}

/** Index of the first mark that begins at an offset or behind it. */
function firstFrom(marks: readonly Mark[], offset: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
