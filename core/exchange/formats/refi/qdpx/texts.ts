import { err, ok, type Result } from '../../../../result.ts';
import type { CodecTools } from '../../../content/codec.ts';
import { childOf, type XmlElement } from '../../../containers/xml.ts';
import type { ZipArchive } from '../../../containers/zip.ts';
import { SOURCES } from './project.ts';

/** Why there is no text, as a sentence. */
export interface NoText {
  readonly reason: string;
  /** Whether it lies where nothing is ever opened, or is there in a form that is not read. */
  readonly isOutside?: true;
  readonly isRichText?: true;
}

export interface ProjectText {
  readonly text: string;
  /** Whether a byte order mark stood before it, which positions may count. */
  readonly hasMark: boolean;
}

/** Where a path leads. Schemes are those of the standard; some programs leave them out. */
function insideOf(path: string): string | null {
  const plain = path.trim().replaceAll('\\', '/');
  const [, scheme = 'internal', rest = plain] =
    /^([a-z][a-z0-9+.-]+):\/\/(.*)$/isu.exec(plain) ?? [];
  const isInside =
    scheme.toLowerCase() === 'internal' &&
    !/^\/\/|^\/?[a-z]:/iu.test(rest) &&
    !rest.split('/').includes('..') &&
    (plain === rest ? !rest.startsWith('/') : true);
  return isInside ? rest.replace(/^(?:\.?\/)+/u, '') : null;
}

/** The texts of a project: in the document itself, or files of its archive. */
export class ProjectTexts {
  /** @param folder of the document in the archive, with `/` at its end; empty at the top */
  constructor(
    private readonly archive: ZipArchive,
    private readonly folder: string,
    private readonly tools: Pick<CodecTools, 'decode'>,
  ) {}

  /** The text of a source, a transcript or a note. */
  read(source: XmlElement): Result<ProjectText, NoText> {
    const content = childOf(source, 'PlainTextContent');
    const path = source.attributes.get('plainTextPath') ?? '';
    // Some programs write both, and the element is the one that lies beside the passages.
    if (content && (content.text !== '' || path === ''))
      return ok({ text: content.text, hasMark: false });
    const richText = source.attributes.get('richTextPath') ?? '';
    if (path === '' && richText === '') return noText('It has no text.');
    if (path === '') return err({ reason: describeRichText(richText), isRichText: true });
    const inside = insideOf(path);
    if (inside === null) {
      const reason = `Its text is not in the archive but at “${path.slice(0, 200).toWellFormed()}”, where nothing is ever opened.`;
      return err({ reason, isOutside: true });
    }
    const file = this.#find(inside);
    if (!file) {
      return noText(
        `Its text is not in the archive, which has no “${inside.slice(0, 200).toWellFormed()}”.`,
      );
    }
    if (!file.ok) return noText(file.error.detail);
    const text = this.#decode(file.value);
    if (text === undefined) return noText('Its text is not in UTF-8.');
    const hasMark = text.startsWith('\ufeff');
    return ok({ text: hasMark ? text.slice(1) : text, hasMark });
  }

  #find(path: string): ReturnType<ZipArchive['read']> {
    for (const name of new Set([path, decodeName(path)])) {
      for (const folder of [`${SOURCES}/`, '']) {
        const file = this.archive.read(this.folder + folder + name);
        if (file) return file;
      }
    }
    return null;
  }

  #decode(bytes: Uint8Array): string | undefined {
    const [first, second] = bytes;
    const encoding =
      first === 0xff && second === 0xfe
        ? 'utf-16le'
        : first === 0xfe && second === 0xff
          ? 'utf-16be'
          : 'utf-8';
    return this.tools.decode(bytes, encoding);
  }
}

function noText(reason: string): Result<never, NoText> {
  return err({ reason });
}

function describeRichText(path: string): string {
  const [kind = ''] = /\.[a-z0-9]{1,8}$/iu.exec(path) ?? [];
  return `Its text is there as rich text alone${kind === '' ? '' : ` (${kind.slice(1)})`}, which is not read here. Export the project with plain text.`;
}

/** A name with `%20` and the like as the characters that they stand for. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
