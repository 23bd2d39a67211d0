import {
  Codebook,
  CODEBOOK_LIMITS,
  LABEL_LIMIT,
  type Category,
} from '../../../codebook/codebook.ts';
import { isPlainLabel } from '../../../guards/labels.ts';
import { err, ok, type Result } from '../../../result.ts';
import { idFromLabel, UNKNOWN_LOOKS } from '../../../codebook/names.ts';
import type { CodecError, CodecTools } from '../../content/codec.ts';
import { LossCounter, type Loss } from '../../content/losses.ts';
import {
  codesOf,
  isOwnCategory,
  qdaGuid,
  readCodes,
  readOwnCodebook,
  writeCodebookSet,
  writeCodes,
  type QdaCode,
} from './codes.ts';
import { childOf, childrenOf, readXml, XmlWriter } from '../../containers/xml.ts';

const NAMESPACE = 'urn:QDA-XML:codebook:1.0';

/** Longest definition of a codebook, in UTF-16 code units. */
const PROSE_LIMIT = 5000;
/** The attribute of a category that has the codes below a code of another program as its values. */
const CODE_ATTRIBUTE = { id: 'code', label: 'Code', type: 'enum', required: false } as const;

/** A codebook as a file, and what of it the file lacks. */
export interface WrittenQdc {
  readonly text: string;
  readonly losses: readonly Loss[];
}

/**
 * Writes a codebook for programs of qualitative analysis: REFI-QDA Codebook 1.0 (`.qdc`). What it
 * has no field for stands in the descriptions, so that nothing but unwritable characters is lost.
 *
 * @param generator name and version of the application
 */
export function serializeQdc(
  codebook: Codebook,
  generator: string,
  tools: Pick<CodecTools, 'sha1'>,
): WrittenQdc {
  const losses = new LossCounter();
  const writer = new XmlWriter(losses);
  const codes = codesOf(codebook, tools);
  writer.element('CodeBook', { xmlns: NAMESPACE, origin: generator }, () => {
    writeCodes(writer, codebook, codes);
    writeCodebookSet(writer, codebook, codes, 'guid', tools);
  });
  return { text: writer.toString(), losses: losses.list() };
}

/**
 * Reads a codebook, our own or another program's. Of another program's the codes at the top become
 * categories and the codes below them values of one attribute.
 *
 * @param path as it is known to the person, for messages
 */
export function parseQdc(
  bytes: Uint8Array,
  tools: CodecTools,
  path = 'codebook.qdc',
): Result<Codebook, CodecError> {
  const root = readXml({ path, bytes }, tools);
  if (!root.ok) return root;
  const { name, namespace } = root.value;
  // Some programs leave the namespace out.
  if (name !== 'CodeBook' || (namespace !== NAMESPACE && namespace !== '')) {
    const isNewer = name === 'CodeBook' && namespace.startsWith('urn:QDA-XML:codebook:');
    return isNewer
      ? err({
          type: 'newer-version',
          place: path,
          detail: 'The codebook is in another version of REFI-QDA than 1.0, which is the one read.',
        })
      : err({ type: 'other-format', place: path, detail: 'It is not a codebook of REFI-QDA.' });
  }
  const codes = readCodes(childOf(root.value, 'Codes'));
  if (codes.length === 0) {
    return err({ type: 'malformed', place: path, detail: 'There is no code in the codebook.' });
  }
  const sets = childrenOf(childOf(root.value, 'Sets'), 'Set');
  const own = codes.every(isOwnCategory) ? readOwnCodebook(codes, sets) : null;
  return own ? ok(own) : makeCodebook(codes, tools, path);
}

function makeCodebook(
  codes: readonly QdaCode[],
  tools: CodecTools,
  path: string,
): Result<Codebook, CodecError> {
  // Before a name is made for each of very many.
  const tooMany = tooManyCodes(codes);
  if (tooMany !== null) return err({ type: 'too-large', place: path, detail: tooMany });
  const all = [...codes, ...codes.flatMap((code) => below(code).map(({ child }) => child))];
  const unreadable = all.find(({ name }) => !isPlainLabel(name));
  if (unreadable) {
    const place = `${path}, line ${unreadable.line}`;
    return err({ type: 'malformed', place, detail: 'The code has no name that can be read.' });
  }
  const title = path.split('/').at(-1) ?? path;
  const ids = new IdMaker(tools);
  const parsed = Codebook.safeParse({
    id: idFromLabel(title.replace(/\.qdc$/iu, '')) ?? 'imported',
    version: '1.0.0',
    name: title.slice(0, LABEL_LIMIT).toWellFormed(),
    categories: codes.map((code): Category => {
      const { name, color, prose } = code;
      const inside = new IdMaker(tools);
      const paths = below(code);
      const times = new Map<string, number>();
      for (const { child } of paths) times.set(child.name, (times.get(child.name) ?? 0) + 1);
      const values = paths.map(({ child, path: names }) => {
        // Two of one name are told apart by those above them.
        const called = times.get(child.name) === 1 ? child.name : names.join(' › ');
        return {
          id: inside.make(called),
          label: called.slice(0, LABEL_LIMIT).toWellFormed(),
          ...definition(child.prose),
        };
      });
      return {
        ...UNKNOWN_LOOKS,
        ...(color === null ? {} : { color: { light: color, dark: color } }),
        id: ids.make(name),
        label: name.slice(0, LABEL_LIMIT).toWellFormed(),
        letter: /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase().slice(0, 2) ?? '?',
        ...definition(prose),
        attributes: values.length > 0 ? [{ ...CODE_ATTRIBUTE, values }] : [],
      };
    }),
    relations: [],
  });
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('/') ?? '';
  const detail = `The codebook cannot be used here: ${issue?.message ?? 'it makes no sense'} (${where}).`;
  return err({ type: 'malformed', place: path, detail });
}

function tooManyCodes(codes: readonly QdaCode[]): string | null {
  const { categories, values } = CODEBOOK_LIMITS;
  if (codes.length > categories) {
    return `It has ${codes.length.toLocaleString('en')} codes at the top; the limit is ${categories}.`;
  }
  const full = codes.find((code) => below(code).length > values);
  return full
    ? `More than ${values} codes are below “${shorten(full.name)}”, which is the limit.`
    : null;
}

function shorten(name: string): string {
  return name.slice(0, 60).toWellFormed();
}

/** All codes below another, each before those below it, with the names that lead to it. */
function below(
  { children }: QdaCode,
  above: readonly string[] = [],
): { readonly child: QdaCode; readonly path: readonly string[] }[] {
  return children.flatMap((child) => {
    const path = [...above, child.name];
    return [{ child, path }, ...below(child, path)];
  });
}

function definition(prose: string): { definition?: string } {
  return prose === '' ? {} : { definition: prose.slice(0, PROSE_LIMIT).toWellFormed() };
}

/** Makes ids out of names, each once. */
class IdMaker {
  readonly #taken = new Set<string>();

  constructor(private readonly tools: CodecTools) {}

  make(name: string): string {
    const plain = idFromLabel(name);
    let id = plain ?? this.#madeUp(name);
    for (let n = 2; this.#taken.has(id); n += 1) id = this.#madeUp(`${name} ${n}`);
    this.#taken.add(id);
    return id;
  }

  #madeUp(name: string): string {
    return `x${qdaGuid(`label ${name}`, this.tools).slice(0, 8)}`;
  }
}
