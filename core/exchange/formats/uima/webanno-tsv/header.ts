import { err, ok, type Result } from '../../../../result.ts';
import type { CodecError } from '../../../content/codec.ts';
import { moreThan } from '../../../content/read-file.ts';

/** Most columns of a file that is read. */
const COLUMN_LIMIT = 1_000_000;

/** A column of the rows, as the header names it. */
export interface Column {
  readonly layer: string;
  readonly kind: 'feature' | 'nothing' | 'role' | 'target' | 'chain' | 'relation';
  readonly name: string;
}

export interface Header {
  readonly columns: readonly Column[];
  /** Index of the first line behind it. */
  readonly end: number;
}

/** Reads the lines before the first sentence; other lines than those of layers may be among them. */
export function readHeader(path: string, lines: readonly string[]): Result<Header, CodecError> {
  const wrong = findWrongVersion(path, lines[0] ?? '');
  if (wrong) return err(wrong);
  const columns: Column[] = [];
  let end = 1;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    if (line !== '' && (!line.startsWith('#') || line.startsWith('#Text='))) break;
    if (!/^#T_(?:SP|CH|RL)=/u.test(line)) continue;
    for (const column of readLayer(line)) columns.push(column);
    if (columns.length > COLUMN_LIMIT) {
      return err(moreThan(`${path}, line ${end + 1}`, COLUMN_LIMIT, 'columns'));
    }
  }
  return ok({ columns, end });
}

function findWrongVersion(path: string, line: string): CodecError | null {
  const version = /^#FORMAT=WebAnno TSV (\d{1,9})(?:\.\d+)*\s*$/iu.exec(line)?.[1];
  if (version === '3') return null;
  if (version === undefined) {
    const detail = 'It is not WebAnno TSV 3: its first line does not say so.';
    return { type: 'other-format', place: path, detail };
  }
  return Number(version) > 3
    ? { type: 'newer-version', place: path, detail: 'It is a version after 3.3.' }
    : {
        type: 'other-format',
        place: path,
        detail: `It is version ${version} of WebAnno TSV; only version 3 is read here. Export it as WebAnno TSV 3.`,
      };
}

/** The columns of `#T_SP=type|feature|feature`. */
function readLayer(line: string): Column[] {
  const kind = line.slice(3, 5);
  const [layer = '', ...names] = line.slice(line.indexOf('=') + 1).split('|', COLUMN_LIMIT + 2);
  if (kind === 'CH') return names.map((name) => ({ layer, kind: 'chain', name }));
  if (kind === 'RL') return names.map((name) => ({ layer, kind: 'relation', name }));
  if (names.length === 0) names.push('');
  return names.map((name, index): Column => {
    if (name === '') return { layer, kind: 'nothing', name };
    if (name.startsWith('ROLE_')) return { layer, kind: 'role', name };
    const isTarget = names[index - 1]?.startsWith('ROLE_') ?? false;
    return { layer, kind: isTarget ? 'target' : 'feature', name };
  });
}
